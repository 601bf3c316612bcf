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

	apply();
}());
