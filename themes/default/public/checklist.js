/* Ticks stay in this browser under the page's id, which all its languages
 * share. */
(function () {
	"use strict";
	/* In an item, but not what it says. */
	var OTHER = "[data-step], ul, ol, pre, table, .alert, .anchor, " +
		".seg > .s, .step-changed";

	function key(page) {
		return "diglot-progress-" + page;
	}

	function empty(page) {
		return { format: "diglot-progress", version: "1.0", page: page,
			done: {}, paths: {}, changed: {} };
	}

	function isProgress(state, page) {
		return state && state.format === "diglot-progress" &&
			/^1\./.test(state.version) && state.page === page &&
			state.done && typeof state.done === "object";
	}

	function load(page) {
		try {
			var state = JSON.parse(localStorage.getItem(key(page)));
			if (isProgress(state, page)) {
				state.paths = state.paths || {};
				state.changed = state.changed || {};
				return state;
			}
		} catch (e) {
			/* storage is off, or holds something else */
		}
		return empty(page);
	}

	/* Intl is slow to begin: only for digits of a script's own. */
	function fill(text, values) {
		return text.replace(/\{(\w+)\}/g, function (all, name) {
			var value = name in values ? values[name] : all;
			return value > 999 || /[\u0600-\u109f]/.test(text) ?
				value.toLocaleString(
					document.documentElement.lang) : value;
		});
	}

	function showIndex(list) {
		list.querySelectorAll("li[data-page]").forEach(function (li) {
			var count = li.querySelector(".checklist-count");
			var done = Object.keys(load(li.dataset.page).done).length;
			count.dataset.boxes = count.dataset.boxes ||
				count.textContent;
			count.textContent = !done ? count.dataset.boxes :
				fill(list.dataset.progress, {
					done: Math.min(done, li.dataset.total),
					count: Number(li.dataset.total)
				});
		});
	}

	function startIndex(list) {
		/* Other windows, and the way back from a page. */
		["storage", "pageshow"].forEach(function (kind) {
			window.addEventListener(kind, function () {
				showIndex(list);
			});
		});
		showIndex(list);
	}

	/* What an item says by itself, for who does not see it. */
	function textOf(item) {
		return Array.from(item.childNodes, function (node) {
			return node.nodeType === 3 ? node.data :
				node.nodeType !== 1 || node.matches(OTHER) ?
					"" : textOf(node);
		}).join("");
	}

	function startPage(bar) {
		var page = bar.dataset.page;
		var state = load(page);
		var items = Array.from(document.querySelectorAll("[data-step]"));
		var status = document.getElementById("dg-checklist-state");
		var progress = bar.querySelector("progress");
		var file = bar.querySelector("input[type=file]");
		var boxes = {};

		function today() {
			var d = new Date();
			d.setMinutes(d.getMinutes() - d.getTimezoneOffset());
			return d.toISOString().slice(0, 10);
		}

		function save() {
			try {
				localStorage.setItem(key(page),
					JSON.stringify(state));
			} catch (e) {
				/* the ticks hold as long as the page is open */
			}
		}

		/* Not in a zone for other readers. */
		function isShown(box) {
			return !box.closest(".pivot") ||
				box.getClientRects().length > 0;
		}

		function show() {
			var ids = Object.keys(boxes), done = 0, count = 0;
			ids.forEach(function (id) {
				var on = id in state.done;
				var here = boxes[id].some(isShown);
				count += here;
				done += here && on;
				boxes[id].forEach(function (box) {
					box.checked = on;
					box.closest("[data-step]").classList
						.toggle("step-done", on);
				});
			});
			progress.max = count;
			progress.value = done;
			status.textContent = fill(bar.dataset.progress,
				{ done: done, count: count });
		}

		function unmark(item) {
			item.querySelectorAll(".step-changed").forEach(
				function (note) {
					if (note.closest("[data-step]") === item)
						note.remove();
				});
		}

		function tick(item, on) {
			var id = item.dataset.step;
			if (on) {
				state.done[id] = today();
				state.paths[id] = item.dataset.path || "";
			} else {
				delete state.done[id];
				delete state.paths[id];
			}
			delete state.changed[id];
			unmark(item);
			save();
			show();
		}

		function holder(item) {
			if (item.tagName === "TR")
				return item.cells[0] || item;
			var first = item.firstElementChild;
			return first && first.tagName === "P" &&
				!item.textContent.trim().indexOf(
					first.textContent.trim()) ? first : item;
		}

		function addBox(item) {
			var id = item.dataset.step;
			var box = document.createElement("input");
			var text = textOf(item).replace(/\s+/g, " ").trim();
			box.type = "checkbox";
			box.className = "step-box";
			box.setAttribute("aria-label", fill(bar.dataset.box,
				{ step: text.length > 150 ?
					text.slice(0, 150) + "\u2026" : text }));
			box.addEventListener("change", function () {
				tick(item, box.checked);
			});
			item.classList.add("step-item");
			var place = holder(item);
			place.classList.add("step-holder");
			place.prepend(box);
			(boxes[id] = boxes[id] || []).push(box);
		}

		function mark(id) {
			(boxes[id] || []).forEach(function (box) {
				var note = document.createElement("span");
				note.className = "step-changed";
				note.textContent = bar.dataset.changed;
				box.after(note);
			});
		}

		/* An edited text has a new id at its old place: the tick stays,
		 * and the reader is told until the box is used. */
		function follow() {
			var here = {}, places = {};
			items.forEach(function (item) {
				here[item.dataset.step] = true;
				if (item.dataset.path)
					places[item.dataset.path] = item.dataset.step;
			});
			Object.keys(state.done).forEach(function (id) {
				var now = places[state.paths[id]];
				if (here[id] || !now || now in state.done)
					return;
				state.changed[now] = true;
				state.done[now] = state.done[id];
				state.paths[now] = state.paths[id];
				delete state.done[id];
				delete state.paths[id];
				delete state.changed[id];
			});
			Object.keys(state.changed).forEach(mark);
		}

		function renew() {
			items.forEach(unmark);
			follow();
			show();
		}

		function exportFile() {
			window.diglotDownload("progress-" + page + ".json",
				"application/json",
				JSON.stringify(state, null, 2) + "\n");
		}

		/* What is newer wins; nothing is taken away. */
		function merge(other) {
			Object.keys(other.done).forEach(function (id) {
				var date = String(other.done[id]);
				if (!(id in state.done) || state.done[id] < date) {
					state.done[id] = date;
					state.paths[id] = String(
						(other.paths || {})[id] || "");
					delete state.changed[id];
					if ((other.changed || {})[id])
						state.changed[id] = true;
				}
			});
			renew();
			save();
		}

		function importFile() {
			var chosen = file.files[0];
			file.value = "";
			if (!chosen)
				return;
			chosen.text().then(function (text) {
				var other = null;
				try {
					other = JSON.parse(text);
				} catch (e) {
					/* said below */
				}
				if (isProgress(other, page))
					merge(other);
				else
					status.textContent = bar.dataset.bad;
			});
		}

		function reset() {
			if (!confirm(bar.dataset.ask))
				return;
			state = empty(page);
			renew();
			save();
		}

		var actions = {
			export: exportFile,
			import: function () { file.click(); },
			reset: reset,
			print: function () { print(); }
		};
		bar.addEventListener("click", function (event) {
			var button = event.target.closest("[data-do]");
			if (button)
				actions[button.dataset.do]();
		});
		file.addEventListener("change", importFile);
		document.addEventListener("change", function (event) {
			if (event.target.closest(".pivots"))
				show();
		});
		/* Another window of the same page. */
		window.addEventListener("storage", function (event) {
			if (event.key === key(page)) {
				state = load(page);
				renew();
			}
		});

		items.forEach(addBox);
		renew();
		bar.hidden = false;
	}

	var bar = document.getElementById("dg-checklist");
	var index = document.getElementById("dg-checklists");
	if (bar)
		startPage(bar);
	if (index)
		startIndex(index);
}());
