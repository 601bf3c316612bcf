/* Runs before the first paint: the reader's theme and reading mode. */
(function () {
	"use strict";
	var root = document.documentElement;
	var query = new URLSearchParams(location.search);
	var allowed = {
		theme: /^(light|dark|auto)$/,
		mode: /^(target|source|both|hover)$/
	};

	Object.keys(allowed).forEach(function (key) {
		var value = query.get(key);
		if (!allowed[key].test(value)) {
			try {
				value = localStorage.getItem("diglot-" + key);
			} catch (e) {
				value = null;
			}
		}
		if (allowed[key].test(value))
			root.setAttribute("data-" + key, value);
	});
}());
