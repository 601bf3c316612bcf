/*
 * Search in the files that diglot writes to LOCALE/search/: classic scripts
 * that each call diglotSearch(name, data), loaded when they are needed. So
 * it works from a disk, where nothing can be fetched.
 */
(function () {
	"use strict";

	/* ---- words, as src/site/tokens.c cuts them ---- */

	var PAIRS = "\\u1100-\\u11ff\\u3000-\\u31ff\\u3400-\\u4dbf" +
		"\\u4e00-\\u9fff\\ua960-\\ua97f\\uac00-\\ud7ff" +
		"\\uf900-\\ufaff\\u{1aff0}-\\u{1b16f}\\u{20000}-\\u{3ffff}";
	var SPOKEN = "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff" +
		"\\ua9e0-\\ua9ff\\uaa60-\\uaa7f";
	var isPairs = new RegExp("^[" + PAIRS + "]", "u");
	var isSpoken = new RegExp("^[" + SPOKEN + "]", "u");
	var word = "(?:(?![" + PAIRS + "])(?:[\\p{N}_]|(?![" + SPOKEN +
		"])[\\p{L}\\p{M}]))+";
	var RUNS = new RegExp(word + "(?:[-\\u2010]" + word + ")*|" +
		"(?:(?=[" + PAIRS + "])[\\p{L}\\p{N}\\p{M}])+|" +
		"(?:(?=[" + SPOKEN + "])[\\p{L}\\p{M}])+", "gu");

	function fold(text) {
		return text.normalize("NFKC").toUpperCase().toLowerCase()
			.normalize("NFKC").replace(/\u03c2/g, "\u03c3");
	}

	function pairsOf(run) {
		var letters = Array.from(run);
		if (letters.length === 1)
			return letters;
		return letters.slice(1).map(function (letter, i) {
			return letters[i] + letter;
		});
	}

	function spokenWords(run) {
		if (!Intl.Segmenter)
			return [run];
		return Array.from(new Intl.Segmenter(undefined,
			{ granularity: "word" }).segment(run),
		function (part) { return part.segment; });
	}

	function fits(token) {
		return token.length <= 40 || Array.from(token).length <= 40;
	}

	/* All tokens of a run; the last of a compound is the whole. */
	function tokensOfRun(run) {
		if (isPairs.test(run))
			return pairsOf(run);
		if (isSpoken.test(run))
			return spokenWords(run);
		var parts = run.split(/[-\u2010]/);
		return parts.length > 1 ? parts.concat(parts.join("")) : parts;
	}

	function tokenize(text) {
		var all = [];
		text.split(/[\t-\r ]+/).forEach(function (chunk) {
			(fold(chunk).match(RUNS) || []).forEach(function (run) {
				all = all.concat(tokensOfRun(run).filter(fits));
			});
		});
		return all;
	}

	/* ---- the index ---- */

	var DIGITS = {};
	Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz" +
		"0123456789-_").forEach(function (c, i) { DIGITS[c] = i; });

	/* Calls take(number, next digit or -1) for each number of a text. */
	function numbers(text, withDigit, take) {
		var n = 0, shift = 0;
		for (var i = 0; i < text.length; i++) {
			var d = DIGITS[text[i]];
			n += (d & 31) << shift;
			shift += 5;
			if (d & 32)
				continue;
			take(n, withDigit ? DIGITS[text[++i]] : -1);
			n = shift = 0;
		}
	}

	/* Damerau's distance is exactly 1. */
	function oneEdit(a, b) {
		if (Math.abs(a.length - b.length) > 1)
			return false;
		var i = 0, x = a.length, y = b.length;
		while (i < x && i < y && a[i] === b[i])
			i++;
		while (x > i && y > i && a[x - 1] === b[y - 1]) {
			x--;
			y--;
		}
		return x - i <= 1 && y - i <= 1 || x - i === 2 && y - i === 2 &&
			a[i] === b[i + 1] && a[i + 1] === b[i];
	}

	function list(text) {
		return text ? text.split(" ") : [];
	}

	/* load(name) gives a promise of what the file holds. */
	function makeSearch(load) {
		var index, cuts, terms, pageFiles, firsts, shards = {};

		function open() {
			index = index || load("index").then(function (data) {
				cuts = list(data.cuts);
				terms = list(data.terms);
				pageFiles = list(data.pages);
				firsts = [0];
				numbers(data.units, false, function (n) {
					firsts.push(firsts[firsts.length - 1] +
						n);
				});
				return data;
			});
			return index;
		}

		/* The last i with list[i] <= x; -1 if there is none. */
		function lastUpTo(sorted, x) {
			var low = 0, high = sorted.length;
			while (low < high) {
				var middle = (low + high) >> 1;
				if (sorted[middle] <= x)
					low = middle + 1;
				else
					high = middle;
			}
			return low - 1;
		}

		function parse(text) {
			var forms = [], data = [], before = "";
			text.split("\n").forEach(function (line) {
				var end = line.indexOf(" ");
				before = before.slice(0, DIGITS[line[0]]) +
					line.slice(1, end);
				forms.push(before);
				data.push(line.slice(end + 1));
			});
			return { forms: forms, data: data };
		}

		function shard(i) {
			if (i < 0 || i >= terms.length)
				return Promise.resolve({ forms: [], data: [] });
			shards[i] = shards[i] || load(terms[i]).then(parse);
			return shards[i];
		}

		/* [form, data] of all forms with a prefix, `most` files at
		 * most. */
		function range(prefix, most) {
			var from = Math.max(0, lastUpTo(cuts, prefix));
			var to = lastUpTo(cuts, prefix + "\uffff");
			var wanted = [];
			for (var i = from; i <= to && wanted.length < most; i++)
				wanted.push(shard(i));
			return Promise.all(wanted).then(function (all) {
				var found = [];
				all.forEach(function (s) {
					var k = lastUpTo(s.forms, prefix);
					if (k < 0 || s.forms[k] !== prefix)
						k++;
					for (; k < s.forms.length &&
						s.forms[k].startsWith(prefix);
						k++)
						found.push([s.forms[k],
							s.data[k]]);
				});
				return found;
			});
		}

		function exact(form) {
			return shard(lastUpTo(cuts, form)).then(function (s) {
				var k = lastUpTo(s.forms, form);
				return k >= 0 && s.forms[k] === form ?
					[[form, s.data[k]]] : [];
			});
		}

		/* Forms one slip away; with the same beginning they lie in
		 * few files, others are tried one by one. */
		function similar(token) {
			var c = Array.from(token);
			if (c.length < 4)
				return Promise.resolve([]);
			var rest = c.slice(2).join("");
			var tries = [c[1] + c[0] + rest, c[0] + rest,
				c[0] + c[2] + c[1] + c.slice(3).join("")];
			return Promise.all([range(c[0] + c[1], 6).then(
				function (found) {
					return found.filter(function (f) {
						return oneEdit(token, f[0]);
					});
				})].concat(tries.map(exact))).then(
				function (all) { return [].concat.apply([], all); });
		}

		function shortened(token) {
			var c = Array.from(token);
			function attempt(n) {
				if (n < 3)
					return Promise.resolve([]);
				return range(c.slice(0, n).join(""), 2).then(
					function (found) {
						return found.length ? found :
							attempt(n - 1);
					});
			}
			return attempt(c.length - 1);
		}

		function weighed(forms, weight) {
			return forms.map(function (f) {
				return { form: f[0], data: f[1],
					weight: weight(f[0]) };
			});
		}

		/* What a token stands for: [{form, data, weight}]. */
		function expand(token) {
			var files = token.length < 2 ? 1 :
				token.length < 3 ? 2 : 4;
			return range(token, files).then(function (found) {
				if (found.length)
					return weighed(found.slice(0, 200),
						function (form) {
							return form === token ?
								1 : .75 *
								token.length /
								form.length;
						});
				return similar(token).then(function (near) {
					if (near.length)
						return weighed(near, function () {
							return .5;
						});
					return shortened(token).then(
						function (cut) {
							return weighed(
								cut.slice(0,
									200),
								function () {
									return .3;
								});
						});
				});
			});
		}

		/* Forms of one stem have their postings in one place. */
		function followHomes(forms) {
			var homes = new Map();
			return Promise.all(forms.map(function (f) {
				if (f.data[0] !== "=")
					return [[f.form, f.data]];
				return exact(f.data.slice(1));
			})).then(function (found) {
				found.forEach(function (f, i) {
					if (!f.length)
						return;
					var home = homes.get(f[0][0]);
					var weight = forms[i].weight;
					if (!home || home.weight < weight)
						homes.set(f[0][0], {
							data: f[0][1],
							weight: weight
						});
				});
				return homes;
			});
		}

		/* Map: unit -> weight of a token there. */
		function unitsOf(token, scale) {
			return expand(token).then(followHomes).then(
				function (homes) {
					var units = new Map();
					homes.forEach(function (home) {
						var unit = 0;
						numbers(home.data, true,
							function (n, q) {
								unit += n;
								var w = home.weight *
									scale * q * q /
									3969;
								if (!(units.get(unit) >= w))
									units.set(unit, w);
							});
					});
					return units;
				});
		}

		/* [{page, unit, score}], the best first. */
		function rank(perToken) {
			var pages = new Map(), units = new Map();
			perToken.forEach(function (found, t) {
				found.forEach(function (w, unit) {
					var page = lastUpTo(firsts, unit);
					var p = pages.get(page);
					if (!p) {
						p = { page: page, best: [],
							unit: unit, top: 0 };
						pages.set(page, p);
					}
					p.best[t] = Math.max(p.best[t] || 0, w);
					var sum = (units.get(unit) || 0) + w;
					units.set(unit, sum);
					if (sum > p.top) {
						p.top = sum;
						p.unit = unit;
					}
				});
			});
			var all = Array.from(pages.values());
			all.forEach(function (p) {
				var sum = 0, n = 0;
				p.best.forEach(function (w) {
					sum += w;
					n++;
				});
				p.score = (.2 * sum + .8 * p.top) *
					(n / perToken.length);
			});
			return all.sort(function (a, b) {
				return b.score - a.score || a.page - b.page;
			});
		}

		/* Adds title and href to a hit; with `texts` also heading, id
		 * and text. */
		function describe(hit, texts) {
			return load(pageFiles[hit.page >> 5]).then(
				function (data) {
					var at = (hit.page & 31) * 4;
					hit.title = data[at];
					hit.href = data[at + 1];
					hit.id = "";
					return !texts ? hit :
						load(data[at + 2]).then(
						function (all) {
							var s = all[data[at + 3]];
							var k = 3 * (hit.unit -
								firsts[hit.page]);
							hit.heading = s[k];
							hit.id = s[k + 1];
							hit.text = s[k + 2];
							return hit;
						});
				});
		}

		function find(query) {
			var tokens = Array.from(new Set(tokenize(query)))
				.slice(0, 32);
			return open().then(function (data) {
				return Promise.all(tokens.map(function (t) {
					return unitsOf(t, data.scale);
				}));
			}).then(rank);
		}

		return { find: find, describe: describe };
	}

	if (typeof document === "undefined") {
		globalThis.diglotSearch = { make: makeSearch,
			tokenize: tokenize, fold: fold };
		return;
	}
	/* ---- loading ---- */

	var form = document.querySelector("form.search");
	if (!form)
		return;
	var input = form.querySelector("input[type=search]");
	var place = form.action;
	var files = {}, arrived = {};

	window.diglotSearch = function (name, data) {
		arrived[name](data);
	};

	function load(name) {
		files[name] = files[name] || new Promise(function (done, fail) {
			var script = document.createElement("script");
			arrived[name] = done;
			script.src = new URL("search/" + name + ".js", place);
			script.onerror = fail;
			document.head.append(script);
		});
		return files[name];
	}

	var search = makeSearch(load);

	/* ---- words in a text ---- */

	function isHit(run, tokens) {
		var folded = fold(run);
		return tokens.some(function (t) {
			return folded.startsWith(t) || t.length > 4 &&
				folded.length <= t.length + 2 &&
				folded.startsWith(t.slice(0, -2));
		});
	}

	function hitsInPairs(run, at, tokens, take) {
		tokens.forEach(function (t) {
			for (var i = run.indexOf(t); i >= 0;
				i = run.indexOf(t, i + 1))
				take(at + i, at + i + t.length);
		});
	}

	/* Calls take(from, to) for what the query matches. */
	function eachHit(text, tokens, take) {
		Array.from(text.matchAll(RUNS)).forEach(function (m) {
			if (isPairs.test(m[0]))
				hitsInPairs(m[0], m.index, tokens, take);
			else if (isHit(m[0], tokens))
				take(m.index, m.index + m[0].length);
		});
	}

	/* About 160 characters around the first hit. */
	function excerpt(text, tokens) {
		var ranges = [], p = document.createElement("span"), at;
		eachHit(text, tokens, function (from, to) {
			ranges.push([from, to]);
		});
		ranges.sort(function (a, b) { return a[0] - b[0]; });
		var from = ranges.length ? Math.max(0, ranges[0][0] - 50) : 0;
		if (from)
			from = text.indexOf(" ", from - 1) + 1 || from;
		if (ranges.length && from > ranges[0][0])
			from = ranges[0][0];
		var to = Math.min(text.length, from + 160);
		p.className = "search-text";
		p.append(from ? "… " : "");
		at = from;
		ranges.forEach(function (r) {
			var end = Math.min(r[1], to);
			if (end <= at || r[0] >= to)
				return;
			var start = Math.max(r[0], at);
			var mark = document.createElement("mark");
			mark.textContent = text.slice(start, end);
			p.append(text.slice(at, start), mark);
			at = end;
		});
		p.append(text.slice(at, to), to < text.length ? " …" : "");
		return p;
	}

	/* ---- results ---- */

	function address(hit, query) {
		var url = new URL(hit.href.split("/").map(encodeURIComponent)
			.join("/"), place);
		url.searchParams.set("q", query);
		if (location.protocol === "file:")
			["theme", "mode"].forEach(function (key) {
				var value = document.documentElement
					.getAttribute("data-" + key);
				if (value)
					url.searchParams.set(key, value);
			});
		url.hash = hit.id;
		return url.href;
	}

	function part(name, text) {
		var span = document.createElement("span");
		span.className = name;
		span.textContent = text;
		return span;
	}

	function item(hit, query, tokens) {
		var li = document.createElement("li");
		var a = document.createElement("a");
		a.href = address(hit, query);
		a.append(part("search-title", hit.title));
		if (hit.id && hit.heading)
			a.append(part("search-heading", hit.heading));
		if (hit.text)
			a.append(excerpt(hit.text, tokens));
		li.append(a);
		return li;
	}

	var turn = 0;

	/* Shows at most `most` results in a box; gives their number. */
	function show(query, box, most) {
		var mine = ++turn, all;
		var status = box.querySelector("[role=status]");
		var tokens = tokenize(query);
		var old = box.querySelector("ol");
		if (!tokens.length) {
			old.replaceChildren();
			status.textContent = "";
			return Promise.resolve(0);
		}
		return search.find(query).then(function (hits) {
			all = hits.length;
			/* One letter: titles must do. */
			var texts = Array.from(query.trim()).length > 1 ||
				isPairs.test(query.trim());
			return Promise.all(hits.slice(0, most).map(
				function (hit) {
					return search.describe(hit, texts);
				}));
		}).then(function (hits) {
			if (mine !== turn)
				return -1;
			old.replaceChildren.apply(old, hits.map(function (hit) {
				return item(hit, query, tokens);
			}));
			status.textContent = all ?
				form.dataset.count.replace("{count}",
					all.toLocaleString(document
						.documentElement.lang)) :
				form.dataset.none;
			return all;
		});
	}

	/* ---- the page of results ---- */

	var asked = new URLSearchParams(location.search).get("q") || "";
	var results = document.getElementById("dg-results");

	function showPage() {
		var some = input.value.trim() !== "";
		results.hidden = !some;
		document.getElementById("dg-headings").hidden = some;
		if (some)
			show(input.value, results, 50);
	}

	if (results) {
		input.value = asked;
		input.addEventListener("input", showPage);
		form.addEventListener("submit", function (event) {
			event.preventDefault();
			var url = new URL(location.href);
			url.searchParams.set("q", input.value);
			history.replaceState(null, "", url);
			showPage();
		});
		showPage();
	} else {
		makePanel();
		if (asked)
			highlight();
	}

	/* ---- the panel under the field ---- */

	function makePanel() {
		var panel = form.querySelector(".search-panel");
		var more = panel.querySelector(".search-more");

		function open(yes) {
			panel.hidden = !yes;
		}

		function update() {
			var query = input.value;
			show(query, panel, 8).then(function (n) {
				if (n < 0)
					return;
				var url = new URL(place);
				url.searchParams.set("q", query);
				more.href = url;
				more.hidden = n <= 8;
				open(tokenize(query).length > 0);
			});
		}

		function move(event, step) {
			var stops = [input].concat(Array.from(
				panel.querySelectorAll("a[href]:not([hidden])")));
			var at = stops.indexOf(document.activeElement);
			if (panel.hidden || at < 0)
				return;
			event.preventDefault();
			stops[(at + step + stops.length) % stops.length].focus();
		}

		input.addEventListener("input", update);
		input.addEventListener("focus", function () {
			open(panel.querySelector("li") && input.value !== "");
		});
		form.addEventListener("keydown", function (event) {
			if (event.key === "ArrowDown")
				move(event, 1);
			else if (event.key === "ArrowUp")
				move(event, -1);
			else if (event.key === "Escape" && !panel.hidden) {
				event.preventDefault();
				input.focus();
				open(false);
			}
		});
		form.addEventListener("focusout", function (event) {
			if (!form.contains(event.relatedTarget))
				open(false);
		});
	}

	/* ---- the words on the page that was found ---- */

	function highlight() {
		var content = document.querySelector(".content");
		var tokens = tokenize(asked), ranges = [], node;
		if (!content || !window.CSS || !CSS.highlights)
			return;
		var walker = document.createTreeWalker(content,
			NodeFilter.SHOW_TEXT);
		var text = function (from, to) {
			var range = new Range();
			range.setStart(node, from);
			range.setEnd(node, to);
			ranges.push(range);
		};
		while ((node = walker.nextNode()))
			eachHit(node.data, tokens, text);
		CSS.highlights.set("search", new Highlight(...ranges));
	}

	/* ---- keys: /, which can be switched off, and Ctrl-K ---- */

	var slash = document.getElementById("dg-slash");
	if (slash) {
		try {
			slash.checked = localStorage.getItem("diglot-slash") !==
				"off";
		} catch (e) {
			/* storage is off: it holds for this page */
		}
		slash.addEventListener("change", function () {
			try {
				localStorage.setItem("diglot-slash",
					slash.checked ? "on" : "off");
			} catch (e) {
				/* as above */
			}
		});
	}

	function isTyping(target) {
		return target.isContentEditable ||
			/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
	}

	document.addEventListener("keydown", function (event) {
		var plain = event.key === "/" && !event.ctrlKey &&
			!event.metaKey && !event.altKey &&
			!isTyping(event.target) && (!slash || slash.checked);
		var control = event.key.toLowerCase() === "k" &&
			(event.ctrlKey || event.metaKey) && !event.shiftKey &&
			!event.altKey;
		if (!plain && !control)
			return;
		event.preventDefault();
		if (input.checkVisibility && !input.checkVisibility())
			location.href = place;
		else
			input.select();
		input.focus();
	});
}());
