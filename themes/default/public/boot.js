/* Runs before the first paint: the reader's theme, reading mode and language
 * of the interface. */
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

	/* Empty where nothing was chosen, so that no style looks for a checked
	 * button whenever the page grows. */
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
	var known = {};
	(script.getAttribute("data-interface") || "").split(" ").forEach(
		function (pair) {
			var at = pair.indexOf("=");
			known[pair.slice(0, at)] = pair.slice(at + 1);
		});
	if (chosen && chosen !== page && known[chosen] && known[page])
		wanted = [known[""], known[page], known[chosen]];
	wanted.forEach(function (address) {
		var s = document.createElement("script");
		s.src = address;
		s.async = false;
		s.blocking = "render";
		document.head.append(s);
	});
}());
