/*
 * Two scripts of strings call this, the page's and the wanted one: a text of
 * the page's becomes the other's, but where it has a language of its own.
 */
(function () {
	"use strict";
	var from;

	function quote(text) {
		return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
	}

	/* Every form of a string, the plurals' as well. */
	function forms(value) {
		return typeof value === "string" ? [value] :
			Object.values(value);
	}

	function digits(text) {
		return Number(text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g,
			function (d) { return d.charCodeAt(0) & 15; }).replace(/[.,\u066c\u00a0\u202f]/g, ""));
	}

	function choose(value, count, tag) {
		if (typeof value === "string")
			return value;
		return value[new Intl.PluralRules(tag).select(count)] ||
			value.other;
	}

	/* {exact: text -> key, patterns: [{re, names, key}]} */
	function index(strings) {
		var exact = new Map(), patterns = [];
		Object.keys(strings).forEach(function (key) {
			forms(strings[key]).forEach(function (text) {
				var names = [];
				if (!exact.has(text))
					exact.set(text, key);
				if (!/\{\w+\}/.test(text))
					return;
				var re = quote(text).replace(/\\\{(\w+)\\\}/g,
					function (all, name) {
						names.push(name);
						return "(.+?)";
					});
				patterns.push({ key: key, names: names,
					re: new RegExp("^" + re + "$") });
			});
		});
		return { exact: exact, patterns: patterns };
	}

	function translator(old, next, tags) {
		var known = index(old.strings), names = new Map();
		tags.forEach(function (tag) {
			[tag, tag.split("-")[0]].forEach(function (t) {
				try {
					names.set(new Intl.DisplayNames(old.tag,
						{ type: "language" }).of(t)
						.toLowerCase(),
					new Intl.DisplayNames(next.tag,
						{ type: "language" }).of(t));
				} catch (e) {
					/* a browser that knows no names */
				}
			});
		});
		return function (text) {
			var key = known.exact.get(text), found = null;
			if (key && next.strings[key])
				return typeof next.strings[key] === "string" ?
					next.strings[key] : text;
			known.patterns.some(function (p) {
				var m = p.re.exec(text);
				if (m && next.strings[p.key])
					found = { p: p, m: m };
				return found;
			});
			if (!found)
				return text;
			var values = {};
			found.p.names.forEach(function (name, i) {
				var v = found.m[i + 1];
				values[name] = names.get(v.toLowerCase()) || v;
			});
			return choose(next.strings[found.p.key],
				digits(values.count || "0"), next.tag)
				.replace(/\{(\w+)\}/g, function (all, name) {
					return name in values ? values[name] : all;
				});
		};
	}

	function walk(node, translate, tag) {
		Array.from(node.attributes).forEach(function (a) {
			if (/^(aria-label|title|placeholder|data-.*)$/
				.test(a.name))
				a.value = translate(a.value);
		});
		if (node.matches("time[datetime]")) {
			node.textContent = new Date(node.dateTime +
				"T00:00:00Z").toLocaleDateString(tag,
				{ dateStyle: "long", timeZone: "UTC" });
			return;
		}
		Array.from(node.childNodes).forEach(function (child) {
			if (child.nodeType === 1 && !child.hasAttribute("lang"))
				walk(child, translate, tag);
			if (child.nodeType !== 3 || !child.data.trim())
				return;
			var text = child.data.trim();
			var now = translate(text);
			if (now !== text)
				child.data = child.data.replace(text,
					function () { return now; });
		});
	}

	function apply(old, next) {
		var root = document.documentElement;
		var tags = Array.from(document.querySelectorAll("[lang]"),
			function (x) { return x.lang; }).filter(Boolean);
		root.lang = next.tag;
		root.dir = next.dir;
		walk(document.body, translator(old, next, tags), next.tag);
		root.classList.add("interface-ready");
	}

	window.diglotInterface = function (tag, dir, strings) {
		var next = { tag: tag, dir: dir, strings: strings };
		if (!from) {
			from = next;
			return;
		}
		if (document.readyState === "loading")
			document.addEventListener("DOMContentLoaded",
				function () { apply(from, next); });
		else
			apply(from, next);
	};
}());
