/* What a page can do without: diglot.css follows the buttons by itself. */
(function () {
	"use strict";
	var root = document.documentElement;
	var main = document.getElementById("dg-content");

	function chosen(key) {
		return root.getAttribute("data-" + key);
	}

	function remember(key, value) {
		root.setAttribute("data-" + key, value);
		try {
			localStorage.setItem("diglot-" + key, value);
		} catch (e) {
			/* storage is off: the choice holds for this page */
		}
	}

	/* Each file on a disk may have a storage of its own. */
	function take(query) {
		["theme", "mode", "ui", "pivots", "tabs"].forEach(function (key) {
			if (chosen(key) && location.protocol === "file:")
				query.set(key, chosen(key));
		});
	}

	function carry() {
		if (location.protocol !== "file:")
			return;
		document.querySelectorAll("a[href]").forEach(function (a) {
			var parts = /^([^?#:]*\.html)(\?[^#]*)?(#.*)?$/.exec(
				a.getAttribute("href"));
			if (!parts)
				return;
			var query = new URLSearchParams(parts[2] || "");
			take(query);
			query = query.toString();
			a.setAttribute("href", parts[1] +
				(query && "?" + query) + (parts[3] || ""));
		});
	}

	window.diglotCarry = take;

	/* Where both languages are shown the keyboard reaches each sentence. */
	function focusable() {
		var both = /^(both|hover)$/.test(chosen("mode"));
		document.querySelectorAll(both ? ".seg" : ".seg[tabindex]")
			.forEach(function (seg) {
				if (both)
					seg.tabIndex = 0;
				else
					seg.removeAttribute("tabindex");
			});
	}

	function apply() {
		focusable();
		carry();
	}

	/* The browser may have restored a button; the remembered one wins. */
	["theme", "mode"].forEach(function (key) {
		document.getElementsByName(key).forEach(function (input) {
			if (chosen(key))
				input.checked = input.value === chosen(key);
			else
				input.checked = input.defaultChecked;
			input.addEventListener("change", function () {
				remember(key, input.value);
				apply();
			});
		});
	});

	/*
	 * Zones and tabs: those of one name are chosen together, and "a,b" is
	 * remembered, the last one first.
	 */
	var several = { pivots: ".pivots input", tabs: ".tabs > input" };

	function nameOf(input) {
		return input.getAttribute("data-tab") || input.value;
	}

	function check(key, name) {
		document.querySelectorAll(several[key]).forEach(function (input) {
			if (nameOf(input) === name)
				input.checked = true;
		});
	}

	function names(key) {
		return (chosen(key) || "").split(",").filter(Boolean);
	}

	Object.keys(several).forEach(function (key) {
		names(key).reverse().forEach(function (name) {
			check(key, name);
		});
		document.addEventListener("change", function (event) {
			var input = event.target, name = nameOf(input);
			if (!input.matches(several[key]))
				return;
			var others = Array.from(document.getElementsByName(
				input.name), nameOf);
			check(key, name);
			remember(key, [name].concat(names(key).filter(
				function (n) { return !others.includes(n); }))
				.slice(0, 20).join(","));
			carry();
		});
	});

	function target() {
		try {
			return document.getElementById(decodeURIComponent(
				location.hash.slice(1)));
		} catch (e) {
			return null;
		}
	}

	/* Where a link leads into a zone or a tab, that is chosen. */
	function reveal() {
		var at = target();
		var zone = at && at.closest(".pivot");
		var tab = at && at.closest(".tab");
		var buttons = !zone ? [] : Array.from(
			document.querySelectorAll(several.pivots)).filter(
			function (input) {
				return zone.dataset.pivot.split(" ")
					.includes(input.value);
			});
		if (buttons[0] && !buttons.some(function (b) {
			return b.checked;
		}))
			buttons[0].click();
		if (tab)
			tab.previousElementSibling.previousElementSibling
				.click();
		if (buttons[0] || tab)
			at.scrollIntoView();
	}

	addEventListener("hashchange", reveal);
	reveal();

	/* Esc puts a source card away until the pointer or focus moves on. */
	document.addEventListener("keydown", function (event) {
		if (event.key === "Escape")
			root.classList.add("quiet");
	});
	["pointerover", "focusin"].forEach(function (type) {
		document.addEventListener(type, function (event) {
			if (event.target.closest && event.target.closest(".seg"))
				root.classList.remove("quiet");
		});
	});

	function element(name, attributes) {
		var e = document.createElement(name);
		Object.keys(attributes).forEach(function (key) {
			if (key === "text")
				e.textContent = attributes[key];
			else
				e.setAttribute(key, attributes[key]);
		});
		return e;
	}

	function copy(text, button) {
		var label = button.textContent;
		navigator.clipboard.writeText(text).then(function () {
			button.textContent = main.dataset.copied;
			setTimeout(function () {
				button.textContent = label;
			}, 2000);
		}, function () {
			/* not allowed: as before */
		});
	}

	function addCopyButtons() {
		if (!main || !main.dataset.copy || !navigator.clipboard)
			return;
		main.querySelectorAll("pre > code").forEach(function (code) {
			var box = element("div", { "class": "code" });
			var button = element("button", { type: "button",
				"class": "copy-button",
				text: main.dataset.copy });
			button.addEventListener("click", function () {
				copy(code.textContent, button);
			});
			code.parentNode.before(box);
			box.append(code.parentNode, button);
		});
	}

	function download(name, type, text) {
		var a = element("a", { download: name, href:
			URL.createObjectURL(new Blob([text], { type: type })) });
		document.body.append(a);
		a.click();
		a.remove();
		setTimeout(function () {
			URL.revokeObjectURL(a.href);
		}, 1000);
	}

	window.diglotDownload = download;

	/* One set of tools, in the sentence with the pointer or the focus. */
	function addSentenceTools() {
		var tools, link, copier, report, noter, saver, current;
		var languages = document.querySelectorAll(".modes [lang]");
		var unsaved = [];
		if (!main || !main.dataset.sentenceCopy || !languages.length)
			return;
		tools = element("span", { "class": "seg-tools", lang: root.lang,
			dir: root.dir });
		link = element("a", { text: "#" });
		copier = element("button", { type: "button" });
		tools.append(link);
		if (navigator.clipboard)
			tools.append(copier);
		if (main.dataset.feedback) {
			report = element("a", { rel: "nofollow" });
			tools.append(report);
		}
		noter = element("button", { type: "button" });
		saver = element("button", { type: "button" });
		tools.append(noter, saver);

		function part(name) {
			var half = current.querySelector(":scope > ." + name);
			return half ? half.textContent.trim() : "";
		}

		function record() {
			return current.id.slice(2) + "\n" + languages[0].lang +
				": " + part("t") + "\n" + languages[1].lang + ": " +
				part("s");
		}

		function address() {
			var values = { id: current.id.slice(2), text: record(),
				title: document.title,
				page: location.href.replace(/[?#].*/, "") };
			return main.dataset.feedback.replace(/\{(\w+)\}/g,
				function (all, name) {
					return name in values ?
						encodeURIComponent(values[name]) :
						all;
				});
		}

		function show(event) {
			var seg = event.target.closest &&
				event.target.closest(".seg[id]");
			if (!seg || seg === current ||
				!/^(both|hover)$/.test(chosen("mode")))
				return;
			current = seg;
			link.href = "#" + seg.id;
			link.setAttribute("aria-label",
				main.dataset.sentenceLink);
			copier.textContent = main.dataset.sentenceCopy;
			if (report) {
				report.textContent = main.dataset.report;
				report.href = address();
			}
			noter.textContent = main.dataset.note;
			showNotes();
			seg.append(tools);
		}

		function notes() {
			try {
				return JSON.parse(localStorage.getItem(
					"diglot-remarks")) || [];
			} catch (e) {
				return unsaved;
			}
		}

		function keep(list) {
			unsaved = list;
			try {
				localStorage.setItem("diglot-remarks",
					JSON.stringify(list));
			} catch (e) {
				/* storage is off: they last as the page does */
			}
			showNotes();
		}

		function showNotes() {
			var n = notes().length;
			saver.hidden = !n;
			saver.textContent = main.dataset.noteSave.replace(
				"{count}", n.toLocaleString(root.lang));
		}

		function csv(row) {
			return row.map(function (text) {
				return '"' + text.replace(/"/g, '""') + '"';
			}).join(",") + "\r\n";
		}

		noter.addEventListener("click", function () {
			var text = (prompt(main.dataset.note + "\n\n" +
				record()) || "").trim();
			if (text)
				keep(notes().concat([[
					location.href.replace(/[?#].*/, ""),
					current.id.slice(2), part("t"),
					part("s"), text]]));
		});
		saver.addEventListener("click", function () {
			download("remarks.csv", "text/csv", [["page", "id",
				languages[0].lang, languages[1].lang,
				"remark"]].concat(notes()).map(csv).join(""));
			if (confirm(main.dataset.noteClear))
				keep([]);
		});

		copier.addEventListener("click", function () {
			copy(record(), copier);
		});
		main.addEventListener("pointerover", show);
		main.addEventListener("focusin", show);
	}

	function addLightbox() {
		var box, image, close;
		if (!main || !window.HTMLDialogElement ||
			!main.querySelector("a.zoom"))
			return;
		box = element("dialog", { "class": "lightbox" });
		image = element("img", { alt: "" });
		close = element("button", { type: "button", "class": "button",
			text: main.dataset.close });
		box.append(close, image);
		main.append(box);
		close.addEventListener("click", function () {
			box.close();
		});
		box.addEventListener("click", function (event) {
			if (event.target === box)
				box.close();
		});
		main.addEventListener("click", function (event) {
			var a = event.target.closest("a.zoom");
			if (!a || event.button || event.ctrlKey ||
				event.metaKey || event.shiftKey)
				return;
			event.preventDefault();
			var small = a.querySelector("img");
			image.src = a.href;
			image.alt = small ? small.alt : "";
			box.setAttribute("aria-label",
				image.alt || main.dataset.close);
			close.textContent = main.dataset.close;
			box.showModal();
		});
	}

	function addActions() {
		document.querySelectorAll("[data-script], [data-print]").forEach(
			function (e) { e.hidden = false; });
		document.addEventListener("click", function (event) {
			if (event.target.closest("[data-print]"))
				print();
		});
		document.querySelectorAll("button[data-interface]").forEach(
			function (button) {
				var tag = button.dataset.interface;
				button.setAttribute("aria-pressed",
					tag === (chosen("ui") || ""));
				button.addEventListener("click", function () {
					var url = new URL(location.href);
					remember("ui", tag);
					url.searchParams.set("ui", tag);
					location.href = url.href;
				});
			});
		document.querySelectorAll("a[href='#dg-mode-source']").forEach(
			function (a) {
				a.addEventListener("click", function () {
					document.getElementById("dg-mode-source")
						.click();
				});
			});
	}

	/* The 404 page, in the language of the address. */
	function addressLanguage() {
		var all = Array.from(
			document.querySelectorAll("[data-locale]"));
		var slug = location.pathname.slice(
			(root.dataset.base || "").length).split("/")[0];
		var own = all.find(function (section) {
			return section.dataset.locale === slug;
		});
		if (!own)
			return;
		root.lang = own.lang;
		root.dir = own.dir;
		all.forEach(function (section) {
			section.hidden = section !== own;
		});
	}

	function filterEntries(list, words) {
		var any = false;
		Array.from(list.children).forEach(function (li) {
			var details = li.querySelector(":scope > details");
			var name = li.querySelector(":scope > .toc-name, " +
				":scope > details > .toc-name");
			var fits = name && name.textContent.toLowerCase()
				.includes(words);
			var below = details && filterEntries(
				details.querySelector(":scope > ul"),
				fits ? "" : words);
			li.hidden = !fits && !below;
			if (details && details.wasOpen === undefined)
				details.wasOpen = details.open;
			if (details)
				details.open = words ? below :
					details.wasOpen;
			any = any || !li.hidden;
		});
		return any;
	}

	function addTocFilter() {
		document.querySelectorAll(".toc-filter").forEach(
			function (input) {
				var box = input.parentNode;
				var list = box.querySelector("ul");
				var all = box.querySelector(".toc-all a");
				function filter() {
					filterEntries(list, input.value.trim()
						.toLowerCase());
				}
				input.hidden = !list;
				input.addEventListener("input", filter);
				/* A page may hold a part of the contents. */
				input.addEventListener("keydown", function (event) {
					var url = all && new URL(all.href);
					if (event.key !== "Enter" || !all)
						return;
					url.searchParams.set("filter", input.value);
					location.href = url;
				});
				if (!all)
					input.value = new URLSearchParams(
						location.search).get("filter") || "";
				if (input.value && list)
					filter();
			});
	}

	function showCurrent() {
		var toc = document.getElementById("dg-toc");
		var at = toc && toc.querySelector("[aria-current]");
		function show() {
			var low = at.getBoundingClientRect().bottom -
				toc.getBoundingClientRect().top;
			if (low > toc.clientHeight * .8)
				toc.scrollTop += low - toc.clientHeight / 2;
		}
		if (!at)
			return;
		toc.addEventListener("toggle", show);
		/* Not now: the page would be laid out before it is whole. */
		requestAnimationFrame(show);
	}

	function addScrollSpy() {
		var links = Array.from(
			document.querySelectorAll(".outline a[href^='#']"));
		var headings = links.map(function (a) {
			return document.getElementById(decodeURIComponent(
				a.getAttribute("href").slice(1)));
		});
		var waiting = false;
		function mark() {
			var at = -1;
			waiting = false;
			headings.forEach(function (h, i) {
				if (h && h.getClientRects().length &&
					h.getBoundingClientRect().top < 120)
					at = i;
			});
			/* What is last may never come to the top. */
			if (scrollY > 0 && scrollY + innerHeight + 2 >
				root.scrollHeight)
				at = headings.findLastIndex(function (h) {
					return h && h.getClientRects().length;
				});
			links.forEach(function (a, i) {
				if (i === at)
					a.setAttribute("aria-current", "true");
				else
					a.removeAttribute("aria-current");
			});
		}
		if (!links.length)
			return;
		addEventListener("scroll", function () {
			if (!waiting)
				requestAnimationFrame(mark);
			waiting = true;
		}, { passive: true });
		requestAnimationFrame(mark);
	}

	addressLanguage();
	addActions();
	addCopyButtons();
	addSentenceTools();
	addLightbox();
	addTocFilter();
	showCurrent();
	addScrollSpy();
	apply();
}());
