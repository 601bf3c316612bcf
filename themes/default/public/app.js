/*
 * Remembers the theme, the reading mode and the language of the interface,
 * and adds what a page can do without. The page works without this:
 * diglot.css follows the radio buttons by itself.
 */
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

	/*
	 * On a disk a browser may give each file a storage of its own, so the
	 * choices travel in the links.
	 */
	function carry() {
		if (location.protocol !== "file:")
			return;
		document.querySelectorAll("a[href]").forEach(function (a) {
			var parts = /^([^?#:]*\.html)(\?[^#]*)?(#.*)?$/.exec(
				a.getAttribute("href"));
			if (!parts)
				return;
			var query = new URLSearchParams(parts[2] || "");
			["theme", "mode", "ui"].forEach(function (key) {
				if (chosen(key))
					query.set(key, chosen(key));
			});
			query = query.toString();
			a.setAttribute("href", parts[1] +
				(query && "?" + query) + (parts[3] || ""));
		});
	}

	/* Where both languages are shown the keyboard reaches each sentence. */
	function focusable() {
		var both = /^(both|hover)$/.test(chosen("mode"));
		document.querySelectorAll(".seg").forEach(function (seg) {
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

	/* Tabs of one name are chosen together. */
	document.addEventListener("change", function (event) {
		var tab = event.target.getAttribute("data-tab");
		if (tab)
			document.querySelectorAll(".tabs > input").forEach(
				function (input) {
					if (input.getAttribute("data-tab") === tab)
						input.checked = true;
				});
	});

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

	/* The text goes to the clipboard, and the button says so for a while. */
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

	/* Code can be copied where the browser has a clipboard. */
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

	/*
	 * What can be done with a sentence: one set of tools that stands in
	 * the sentence that the pointer or the focus is in.
	 */
	function addSentenceTools() {
		var tools, link, copier, report, current;
		var languages = document.querySelectorAll(".modes [lang]");
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
			seg.append(tools);
		}

		copier.addEventListener("click", function () {
			copy(record(), copier);
		});
		main.addEventListener("pointerover", show);
		main.addEventListener("focusin", show);
	}

	/* A large image opens above the page; without this it is a link. */
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

	/* What only a script can do appears where there is one. */
	function addActions() {
		document.querySelectorAll("[data-script]").forEach(
			function (e) { e.hidden = false; });
		document.querySelectorAll("[data-print]").forEach(
			function (button) {
				button.hidden = false;
				button.addEventListener("click", function () {
					print();
				});
			});
		document.querySelectorAll("[data-interface]").forEach(
			function (button) {
				var tag = button.dataset.interface;
				if (button.nodeName !== "BUTTON")
					return;
				button.setAttribute("aria-pressed",
					tag === (chosen("ui") || ""));
				button.addEventListener("click", function () {
					var url = new URL(location.href);
					remember("ui", tag);
					url.searchParams.set("ui", tag);
					location.href = url.href;
				});
			});
		/* The link to the original, where that is on the page. */
		document.querySelectorAll("a[href='#dg-mode-source']").forEach(
			function (a) {
				a.addEventListener("click", function () {
					document.getElementById("dg-mode-source")
						.click();
				});
			});
	}

	/* Entries with the words stay, and what is above them. */
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
				var list = input.parentNode.querySelector("ul");
				input.hidden = !list;
				input.addEventListener("input", function () {
					filterEntries(list, input.value.trim()
						.toLowerCase());
				});
			});
	}

	/* The outline marks the section that is read. */
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
				if (h && h.getBoundingClientRect().top < 120)
					at = i;
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

	addActions();
	addCopyButtons();
	addSentenceTools();
	addLightbox();
	addTocFilter();
	addScrollSpy();
	apply();
}());
