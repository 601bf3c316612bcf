/*
 * The index is scripts in LOCALE/search/ that call diglotSearch(name, data),
 * since from a disk nothing can be fetched.
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
	var RUNS = new RegExp(word + "(?:[-\\u2010\\u200c]" + word + ")*|" +
		"(?:(?=[" + PAIRS + "])[\\p{L}\\p{N}\\p{M}])+|" +
		"(?:(?=[" + SPOKEN + "])[\\p{L}\\p{M}])+", "gu");

	function fold(text) {
		return text.normalize("NFKC").toUpperCase().toLowerCase()
			.normalize("NFKC").replace(/\u03c2/g, "\u03c3")
			.replace(/\u02bc/g, "'").replace(/\u00ad/g, "");
	}

	/* Marks; short i and yi are letters of their own. */
	var MARKS = /(\u0438\u0306|\u0456\u0308)|[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u093c\u09bc\u0a3c\u0abc\u0b3c]/g;
	/* What no mark tells from another letter. */
	var LETTERS_OF = { "\u00df": "ss", "\u00e6": "ae", "\u00f0": "d",
		"\u00f8": "o", "\u00fe": "th", "\u0111": "d", "\u0127": "h",
		"\u0131": "i", "\u0142": "l", "\u0153": "oe", "\u0167": "t",
		"\u0491": "\u0433", "\u0629": "\u0647", "\u0649": "\u064a",
		"\u06a9": "\u0643", "\u06be": "\u0647", "\u06c1": "\u0647",
		"\u06cc": "\u064a", "\u06d5": "\u0647" };
	/* Arabic, Persian, Hindi, Bengali, Thai digits. */
	[0x660, 0x6f0, 0x966, 0x9e6, 0xe50].forEach(function (zero) {
		for (var i = 0; i < 10; i++)
			LETTERS_OF[String.fromCharCode(zero + i)] = String(i);
	});

	/* As tokens_plain(). */
	function plain(token) {
		if (/^[\0-\x7f]*$/.test(token))
			return token;
		return Array.from(token.normalize("NFD").replace(MARKS, "$1"),
			function (c) { return LETTERS_OF[c] || c; }).join("")
			.normalize("NFC");
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
		var parts = run.split(/[-\u2010\u200c]/);
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

	/* ---- words in a text ---- */

	function isHit(run, tokens) {
		return tokensOfRun(plain(fold(run))).some(function (word) {
			return tokens.some(function (t) {
				return word.startsWith(t) || t.length > 4 &&
					word.length <= t.length + 2 &&
					word.startsWith(t.slice(0, -2));
			});
		});
	}

	/* [from, to] of what the tokens match, in order. */
	function hitsIn(text, tokens) {
		var all = [], bare = tokens.map(plain);
		Array.from(text.matchAll(RUNS)).forEach(function (m) {
			var run = m[0];
			function take(at, length) {
				all.push([m.index + at, m.index + at + length]);
			}
			if (!isPairs.test(run) && !isSpoken.test(run))
				return isHit(run, bare) && take(0, run.length);
			tokens.forEach(function (t) {
				for (var i = run.indexOf(t); i >= 0;
					i = run.indexOf(t, i + 1))
					take(i, t.length);
			});
		});
		return all.sort(function (a, b) { return a[0] - b[0]; });
	}

	function isIn(text) {
		return function (token) {
			return hitsIn(text, [token]).length;
		};
	}

	/* ---- the codes of src/site/search_bits.c and search_terms.c ---- */

	function digitsOf(letters) {
		var digits = {};
		Array.from(letters).forEach(function (c, i) { digits[c] = i; });
		return digits;
	}

	var DIGITS = digitsOf("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstu" +
		"vwxyz0123456789-_");
	var SIGNS = digitsOf("!#$%&'()*+,-./:;<=>?@[]^`{|}~");
	var FORMS = /([!#-/:-@[\]^`{-~])([^!#-/:-@[\]^`{-~]*)/g;
	/* By code: two are 13 bits. */
	var LETTERS = [];
	for (var code = 33, letter = 0; code < 127; code++)
		if (code !== 34 && code !== 60 && code !== 92)
			LETTERS[code] = letter++;

	function numbers(text) {
		var all = [], n = 0, shift = 0;
		Array.from(text).forEach(function (c) {
			n += (DIGITS[c] & 31) << shift;
			shift += 5;
			if (DIGITS[c] & 32)
				return;
			all.push(n);
			n = shift = 0;
		});
		return all;
	}

	/* Reads what search_bits_... wrote. */
	function makeReader(text) {
		var at = 0, held = 0, n = 0;

		function bits(width) {
			if (width > 16)
				return bits(width - 16) * 65536 + bits(16);
			while (n < width) {
				held = (held & (1 << n) - 1) << 13 |
					LETTERS[text.charCodeAt(at)] * 91 +
					LETTERS[text.charCodeAt(at + 1)];
				at += 2;
				n += 13;
			}
			n -= width;
			return held >>> n & (1 << width) - 1;
		}

		function rank() {
			var zeros = 0;
			while (!bits(1))
				zeros++;
			return zeros;
		}

		function number() {
			var width = rank();
			return Math.pow(2, width) + bits(width);
		}

		function below(range) {
			var width = 31 - Math.clz32(range);
			var shorter = Math.pow(2, width + 1) - range;
			var n = bits(width);
			return n < shorter ? n : n * 2 + bits(1) - shorter;
		}

		/* n numbers from low to end - 1, into all from `from`. */
		function set(all, from, n, low, end) {
			var half = n >> 1;
			if (n === end - low) {
				for (; low < end; low++)
					all[from++] = low;
				return;
			}
			if (n === 0)
				return;
			var x = low + half + below(end - low - n + 1);
			all[from + half] = x;
			set(all, from, half, low, x);
			set(all, from + half + 1, n - 1 - half, x + 1, end);
		}

		return { bits: bits, rank: rank, number: number, set: set };
	}

	/* A promise of the text that was packed. */
	function unpack(text) {
		var reader = makeReader(text);
		var bytes = new Uint8Array(reader.number() - 1);
		for (var i = 0; i < bytes.length; i++)
			bytes[i] = reader.bits(8);
		var stream = new DecompressionStream("deflate-raw");
		var writer = stream.writable.getWriter();
		writer.write(bytes);
		writer.close();
		return new Response(stream.readable).json();
	}

	/* ---- the index ---- */

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

	function flat(lists) {
		return [].concat.apply([], lists);
	}

	/* The last i with sorted[i] <= x; -1 if there is none. */
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

	/* The first i with sorted[i] >= x. */
	function firstFrom(sorted, x) {
		var low = 0, high = sorted.length;
		while (low < high) {
			var middle = (low + high) >> 1;
			if (sorted[middle] < x)
				low = middle + 1;
			else
				high = middle;
		}
		return low;
	}

	/* Sums: what comes before each of the numbers, and all. */
	function before(numbers) {
		var sum = 0;
		return [0].concat(numbers.map(function (n) {
			return sum += n;
		}));
	}

	/* load(name) gives a promise of what the file holds. */
	function makeSearch(load) {
		var index, cuts, terms, pageFiles, levels, stems;
		var firsts, nunits; /* of pages: their first unit */
		var places;         /* of files: how many terms before */
		var shards = {}, texts = {};

		function open() {
			index = index || load("index").then(function (data) {
				cuts = list(data.cuts);
				terms = list(data.terms);
				pageFiles = list(data.pages);
				stems = data.stems;
				levels = numbers(data.levels).map(function (n) {
					return .5 * Math.pow(2, n / 4);
				});
				places = before(numbers(data.counts));
				firsts = before(numbers(data.units));
				nunits = firsts[firsts.length - 1];
			});
			return index;
		}

		/* Forms, and of which line each is. */
		function parse(text) {
			var shard = { forms: [], plain: [], lines: [],
				starts: [], found: [] };
			var form = "";
			text.split("\n").forEach(function (line) {
				var end = line.indexOf(" ");
				shard.starts.push(shard.forms.length);
				shard.lines.push(line.slice(end + 1));
				line.slice(0, end).replace(FORMS,
					function (all, sign, rest) {
						form = form.slice(0, SIGNS[sign]) +
							rest;
						shard.forms.push(form);
					});
			});
			shard.plain = shard.forms.map(plain);
			return shard;
		}

		function shard(i) {
			if (i < 0 || i >= terms.length)
				return Promise.resolve(parse(" "));
			shards[i] = shards[i] || load(terms[i]).then(parse);
			return shards[i];
		}

		function readTerm(reader) {
			if (reader.bits(1))
				return { back: reader.number() };
			var n = reader.number(), units = [];
			var all = n < 6000 ? n : n - 1 + reader.number();
			var rare = Math.log(1 + (nunits - all + .5) / (all + .5));
			reader.set(units, 0, n, 0, nunits);
			return { units: units, weights: units.map(function () {
				return rare * levels[reader.rank()];
			}) };
		}

		/* What is said of term k of a shard. */
		function termOf(shard, k) {
			var line = lastUpTo(shard.starts, k);
			var first = shard.starts[line];
			var end = shard.starts[line + 1] || shard.forms.length;
			if (!shard.found[k]) {
				var reader = makeReader(shard.lines[line]);
				for (var i = first; i < end; i++)
					shard.found[i] = readTerm(reader);
			}
			return shard.found[k];
		}

		/* Some forms of shard i, in the order of their plain ones. */
		function pick(i, prefix, matches) {
			return shard(i).then(function (s) {
				var found = [];
				for (var k = firstFrom(s.plain, prefix);
					k < s.forms.length &&
					matches(s.plain[k]); k++)
					found.push({ form: s.forms[k],
						plain: s.plain[k],
						place: places[i] + k,
						term: termOf(s, k) });
				return found;
			});
		}

		/* All forms with a prefix, which has no marks, in `most` files
		 * at most. */
		function range(prefix, most) {
			var from = Math.max(0, lastUpTo(cuts, prefix));
			var to = lastUpTo(cuts, prefix + "\uffff");
			var wanted = [];
			for (var i = from; i <= to && wanted.length < most; i++)
				wanted.push(pick(i, prefix, function (form) {
					return form.startsWith(prefix);
				}));
			return Promise.all(wanted).then(flat);
		}

		function exact(form) {
			return pick(lastUpTo(cuts, form), form,
				function (other) { return other === form; });
		}

		/* Forms one slip away; with the same beginning they lie in
		 * few files, others are tried one by one. */
		function similar(token) {
			var c = Array.from(token);
			if (isPairs.test(token))
				return c.length < 2 ? Promise.resolve([]) :
					exact(c[1] + c[0]);
			if (c.length < 4)
				return Promise.resolve([]);
			var rest = c.slice(2).join("");
			var tries = [c[1] + c[0] + rest, c[0] + rest,
				c[0] + c[2] + c[1] + c.slice(3).join("")];
			return Promise.all([range(c[0] + c[1], 6).then(
				function (found) {
					return found.filter(function (f) {
						return oneEdit(token, f.plain);
					});
				})].concat(tries.map(exact))).then(flat);
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

		/* The first that finds forms, with their weights. */
		function firstOf(tries) {
			return tries[0][0]().then(function (found) {
				if (!found.length && tries.length > 1)
					return firstOf(tries.slice(1));
				found = found.slice(0, 200);
				found.forEach(function (f) {
					f.weight = tries[0][1](f);
				});
				return found;
			});
		}

		/* Marks that were typed are meant; who types none may mean any. */
		function likeness(token, bare, f) {
			return f.form === token ? 1 :
				f.plain !== bare ? .75 * bare.length / f.plain.length :
				token === bare ? .9 : .6;
		}

		/* What a token stands for. The last one may be unfinished,
		 * and any without stems. */
		function expand(token, isLast) {
			var bare = plain(token);
			var files = bare.length < 2 ? 1 : bare.length < 3 ? 2 : 4;
			function like(f) { return likeness(token, bare, f); }
			var begun = [function () { return range(bare, files); },
				like];
			var rest = [begun, [function () { return similar(bare); },
				function () { return .5; }],
			[function () { return shortened(bare); },
				function () { return .3; }]];
			return firstOf(isLast || !stems ? rest : [[function () {
				return exact(bare);
			}, like]].concat(rest));
		}

		/* Forms of one stem have their postings in one place. */
		function followHome(f) {
			if (!f.term.back)
				return f;
			var home = f.place - f.term.back;
			var i = lastUpTo(places, home);
			return shard(i).then(function (s) {
				return { place: home, weight: f.weight,
					term: termOf(s, home - places[i]) };
			});
		}

		/* Map: unit -> weight of a token there. */
		function unitsOf(token, isLast) {
			return expand(token, isLast).then(function (forms) {
				return Promise.all(forms.map(followHome));
			}).then(function (homes) {
				var units = new Map();
				homes.forEach(function (home) {
					home.term.units.forEach(function (unit, i) {
						var w = home.weight *
							home.term.weights[i];
						if (!(units.get(unit) >= w))
							units.set(unit, w);
					});
				});
				return units;
			});
		}

		/* [{page, unit, score, tokens}], the best first; tokens are
		 * those that the unit has. */
		function rank(perToken, tokens) {
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
				p.score = (.25 * sum + .75 * p.top) *
					Math.sqrt(n / perToken.length);
				p.tokens = tokens.filter(function (t, i) {
					return perToken[i].has(p.unit);
				});
			});
			return all.sort(function (a, b) {
				return b.score - a.score || a.page - b.page;
			});
		}

		/* Unpacked once; nothing where the browser cannot. */
		function textsOf(name) {
			texts[name] = texts[name] || load(name).then(unpack)
				.catch(function () { return []; });
			return texts[name];
		}

		/* The line of the original with most of the missing words,
		 * and its pair; the heading is line 0. */
		function addSource(hit, all, unit) {
			var page = all[hit.at + 2] || [], most = 0;
			(page[unit] || "").split("\n").forEach(function (line, i) {
				var n = hit.missing.filter(isIn(line)).length;
				if (n <= most)
					return;
				most = n;
				hit.line = i;
				hit.source = line;
			});
			hit.lang = all[0];
			hit.dir = all[1];
			if (hit.line)
				hit.text = hit.text.split(/[\n\u200b]/)[hit.line] ||
					hit.text;
		}

		/* Adds title and address to a hit, and where its text is. */
		function describe(hit) {
			return load(pageFiles[hit.page >> 6]).then(
				function (data) {
					var at = (hit.page & 63) * 4 + 1;
					hit.title = data[at];
					hit.href = data[at + 1];
					hit.file = list(data[0])[data[at + 2]];
					hit.at = data[at + 3];
					return hit;
				});
		}

		/* Adds heading, id and text of its section. */
		function quote(hit) {
			return textsOf(hit.file).then(function (all) {
				var unit = hit.unit - firsts[hit.page];
				var page = all[hit.at] || [];
				var source = all[all.length - 1];
				hit.heading = page[3 * unit] || "";
				hit.id = page[3 * unit + 1] || "";
				hit.text = page[3 * unit + 2] || "";
				var shows = isIn(hit.title + " " + hit.heading +
					" " + hit.text);
				hit.missing = hit.tokens.filter(function (t) {
					return !shows(t);
				});
				return source && hit.missing.length &&
					textsOf(source).then(function (all) {
						addSource(hit, all, unit);
					});
			});
		}

		function find(query) {
			var tokens = Array.from(new Set(tokenize(query)))
				.slice(0, 32);
			return open().then(function () {
				return Promise.all(tokens.map(function (t, i) {
					return unitsOf(t,
						i === tokens.length - 1);
				}));
			}).then(function (perToken) {
				return rank(perToken, tokens);
			});
		}

		return { open: open, find: find, describe: describe,
			quote: quote };
	}

	if (typeof document === "undefined") {
		globalThis.diglotSearch = { make: makeSearch,
			tokenize: tokenize, fold: fold, plain: plain, unpack: unpack };
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

	/* About 160 characters around the first hit. */
	function excerpt(text, tokens) {
		var ranges = hitsIn(text, tokens);
		var from = ranges.length ? Math.max(0, ranges[0][0] - 50) : 0;
		if (from)
			from = text.indexOf(" ", from - 1) + 1 || from;
		if (ranges.length && from > ranges[0][0])
			from = ranges[0][0];
		var to = Math.min(text.length, from + 160);
		var p = part("search-text", from ? "… " : ""), at = from;
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
		window.diglotCarry(url.searchParams);
		url.hash = hit.id || "";
		return url.href;
	}

	function part(name, text) {
		var span = document.createElement("span");
		span.className = name;
		span.textContent = text;
		return span;
	}

	function item(hit, query) {
		var li = document.createElement("li");
		var a = document.createElement("a");
		a.href = address(hit, query);
		a.append(part("search-title", hit.title));
		li.append(a);
		return li;
	}

	function fill(li, hit, query, tokens) {
		var a = li.firstChild;
		a.href = address(hit, query);
		if (hit.id && hit.heading)
			a.append(part("search-heading", hit.heading));
		var texts = hit.text ? [excerpt(hit.text, tokens)] : [];
		if (hit.source) {
			var p = excerpt(hit.source, tokens);
			p.lang = hit.lang;
			p.dir = hit.dir;
			texts.splice(hit.line, 0, p);
		}
		a.append(...texts);
	}

	var turn = 0, replacing = false;

	/* A reader may be among the results that later ones replace. */
	function replace(old, items) {
		var at = Array.from(old.children).findIndex(function (li) {
			return li.contains(document.activeElement);
		});
		replacing = true;
		old.replaceChildren.apply(old, items);
		replacing = false;
		if (at >= 0)
			(items.length ? items[Math.min(at, items.length - 1)]
				.firstChild : input).focus();
	}

	/* Shows at most `most` results in a box, then their texts; gives their
	 * number, or -1 when there is another query already. */
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
		/* While one types, titles must do for one letter. */
		var texts = box === results ||
			Array.from(query.trim()).length > 1;
		return search.find(query).then(function (hits) {
			all = hits.length;
			return Promise.all(hits.slice(0, most).map(
				search.describe));
		}).then(function (hits) {
			if (mine !== turn)
				return -1;
			var items = hits.map(function (hit) {
				return item(hit, query);
			});
			replace(old, items);
			status.textContent = all ?
				form.dataset.count.replace("{count}",
					all.toLocaleString(document
						.documentElement.lang)) :
				form.dataset.none;
			hits.forEach(function (hit, i) {
				if (texts)
					search.quote(hit).then(function () {
						fill(items[i], hit, query,
							tokens);
					});
			});
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
		var shown = "";

		function open(yes) {
			panel.hidden = !yes;
		}

		/* What is still on its way must not open it again. */
		function close() {
			turn++;
			open(false);
		}

		function update() {
			var query = input.value;
			show(query, panel, 8).then(function (n) {
				if (n < 0)
					return;
				shown = query;
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
			search.open();
			if (input.value !== shown)
				update();
			else
				open(panel.querySelector("li") && shown !== "");
		});
		form.addEventListener("keydown", function (event) {
			if (event.key === "ArrowDown")
				move(event, 1);
			else if (event.key === "ArrowUp")
				move(event, -1);
			else if (event.key === "Escape" && !panel.hidden) {
				event.preventDefault();
				input.focus();
				close();
			}
		});
		form.addEventListener("focusout", function (event) {
			if (!replacing && !form.contains(event.relatedTarget))
				close();
		});
	}

	/* ---- the words on the page that was found ---- */

	function highlight() {
		var tokens = tokenize(asked), ranges = [], node;
		if (!window.CSS || !CSS.highlights)
			return;
		var take = function (hit) {
			var range = new Range();
			var half = node.parentNode.closest(".s");
			range.setStart(node, hit[0]);
			range.setEnd(node, hit[1]);
			/* Of a language that is not shown: its pair. */
			if (half && !half.getClientRects().length)
				range.selectNodeContents(
					half.previousElementSibling);
			ranges.push(range);
		};
		/* The heading stands apart from the text. */
		document.querySelectorAll(".content").forEach(function (part) {
			var walker = document.createTreeWalker(part,
				NodeFilter.SHOW_TEXT);
			while ((node = walker.nextNode()))
				hitsIn(node.data, tokens).forEach(take);
		});
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
