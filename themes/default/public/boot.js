/* Before the first paint: what the reader chose. */
(function () {
	"use strict";
	var root = document.documentElement;
	var script = document.currentScript;
	var query = new URLSearchParams(location.search);

	/* Style sheets keep room for what other scripts will show. */
	root.classList.add("scripts");

	var allowed = {
		theme: /^(light|dark|auto)$/,
		mode: /^(target|source|both|hover)$/,
		ui: /^[A-Za-z0-9-]*$/,
		pivots: /^[\w.,+-]*$/,
		tabs: /^[\w.,+-]*$/
	};

	/* Always there, so that no style looks for a checked button. */
	Object.keys(allowed).forEach(function (key) {
		var value = query.get(key);
		if (value === null || !allowed[key].test(value)) {
			try {
				value = localStorage.getItem("diglot-" + key);
			} catch (e) {
				value = null;
			}
		}
		root.setAttribute("data-" + key,
			value && allowed[key].test(value) ? value : "");
	});

	/* Another language than the page's: "=PROGRAM TAG=STRINGS ...". */
	var wanted = [], page = root.lang, chosen = root.getAttribute("data-ui");
	var known = Object.fromEntries(
		(script.getAttribute("data-interface") || "").split(" ").map(
			function (pair) { return pair.split("="); }));
	if (chosen && chosen !== page && known[chosen] && known[page])
		wanted = [known[""], known[page], known[chosen]];
	wanted.forEach(function (address) {
		var s = document.createElement("script");
		s.src = address;
		s.async = false;
		s.blocking = "render";
		document.head.append(s);
	});

	/*
	 * What is below the first screens comes into the layout in slices, so
	 * that no step holds the page up; at once where it may be looked for.
	 */
	var visit = performance.getEntriesByType("navigation")[0] || {};
	var far = [], seen = 0, room = 800;
	if (visit.type !== "navigate" ||
		/[?&]q=|#/.test(visit.name + location.href))
		return;

	function park(element) {
		element.setAttribute("data-far", "");
		return element;
	}

	/* Not where a checklist counts what zones show. */
	function hold() {
		var text = document.querySelector(
			".tools:not(:has(.pivots)) ~ article"), block;
		for (; text && (block = text.children[seen]); seen++) {
			if (room < 0)
				far.push(park(block));
			room -= block.getElementsByTagName("*").length + 10;
		}
	}

	/* A large table comes row by row. */
	function release(size) {
		while (far.length && size > 0) {
			var next = far.shift();
			size -= next.getElementsByTagName("*").length + 4;
			if (size < -110)
				far = Array.from(next.querySelectorAll("tr"),
					park).concat(far);
			next.removeAttribute("data-far");
		}
	}

	function repeat(when, size) {
		when(function () {
			hold();
			release(size);
			/* Now, so that the next frame has less to do. */
			if (size)
				root.getBoundingClientRect();
			if (far.length || document.readyState === "loading")
				repeat(when, size);
		});
	}

	repeat(requestAnimationFrame, 0);
	repeat(window.requestIdleCallback || requestAnimationFrame, 110);
	document.addEventListener("readystatechange", function () {
		hold();
		seen = Infinity;
	});
	["click", "keydown", "hashchange"].forEach(function (type) {
		addEventListener(type, function () {
			var at = far.length && document.querySelector(":target");
			release(seen = Infinity);
			if (at)
				at.scrollIntoView();
		}, true);
	});
}());
