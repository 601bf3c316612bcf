/*
 * Remembers the theme and the reading mode. The page works without this:
 * diglot.css follows the radio buttons by itself.
 */
(function () {
	"use strict";
	var root = document.documentElement;

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
			["theme", "mode"].forEach(function (key) {
				if (chosen(key))
					query.set(key, chosen(key));
			});
			query = query.toString();
			a.setAttribute("href", parts[1] +
				(query && "?" + query) + (parts[3] || ""));
		});
	}

	/* In hover mode the keyboard reaches each sentence. */
	function focusable() {
		var hover = chosen("mode") === "hover";
		document.querySelectorAll(".seg").forEach(function (seg) {
			if (hover)
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

	/* Code can be copied where the browser has a clipboard. */
	function addCopyButtons() {
		var content = document.querySelector(".content[data-copy]");
		if (!content || !navigator.clipboard)
			return;
		content.querySelectorAll("pre > code").forEach(function (code) {
			var box = document.createElement("div");
			var button = document.createElement("button");
			var label = content.dataset.copy;
			box.className = "code";
			button.type = "button";
			button.className = "copy-button";
			button.textContent = label;
			button.addEventListener("click", function () {
				navigator.clipboard.writeText(code.textContent)
					.then(function () {
						button.textContent =
							content.dataset.copied;
						setTimeout(function () {
							button.textContent =
								label;
						}, 2000);
					}, function () {
						/* not allowed: as before */
					});
			});
			code.parentNode.before(box);
			box.append(code.parentNode, button);
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
		mark();
	}

	addCopyButtons();
	addTocFilter();
	addScrollSpy();
	apply();
}());
