#!/usr/bin/env node
/*
 * Checklists of whole docsets: each is valid by the schema, its ids are
 * unique, its counts right, each text stands in its line, and no pair of a
 * section that was recognised is lost or told twice. Arguments: the program,
 * then folders or files; the last line is "N passed, N failed".
 */
import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(join(here, "../browser/package.json"));
const Ajv = require("ajv/dist/2020").default;
const schema = JSON.parse(readFileSync(
	join(here, "../../locales/steps/checklist.schema.json"), "utf8"));
const ajv = new Ajv({ allErrors: false, strict: false,
	validateFormats: false });
const validate = ajv.compile(schema);
const pairPattern = new RegExp("<span data-ttu-id=\"([^\"]+)\">" +
	"(.*?)</span><span class=\"sxs-lookup\">" +
	"<span data-stu-id=\"[^\"]+\">(.*?)</span></span>", "g");

/* Every object below v, with its key. */
function* walk(v, key = "") {
	if (v === null || typeof v !== "object")
		return;
	if (!Array.isArray(v))
		yield [v, key];
	for (const k of Object.keys(v))
		yield* walk(v[k], Array.isArray(v) ? key : k);
}

/* A half of a pair without what is told elsewhere: pictures, targets; the
 * label of a step ("Step 1: ") may be left out as well. */
function isTold(raw, text) {
	const half = raw.replace(/!\[[^\]]*\]\([^)]*\)/g, "")
		.replace(/\]\((?:[^()]|\([^()]*\))*\)|\]\[[^\]]*\]/g, "] ");
	const have = plain(text);

	/* With what looks like tags and without: some are code or addresses. */
	return [half, half.replace(/<\/?kbd>/g, ""),
		half.replace(/<\/?[a-z][^>]*>/gi, "")]
		.map(t => plain(decoded(t)))
		.some(want => have.includes(want) || (want.endsWith(have) &&
			want.length - have.length < 12));
}

/* The pairs of a page whose text is told in part only. */
function shortened(list, lines) {
	const halves = new Map();
	const { target, source } = list.document.locales;

	for (const line of lines)
		for (const m of line.matchAll(pairPattern))
			halves.set(m[1], [m[2], m[3]]);
	for (const [o] of walk(list)) {
		const raw = o.text && o.id && halves.get(o.id);
		if (!raw || o.command || o.label)
			continue;
		for (const [i, tag] of [target, source].entries())
			if (!isTold(raw[i], o.text[tag] || ""))
				return `the pair ${o.id} is told as ` +
					`'${o.text[tag]}', not '${raw[i]}'`;
	}
	return "";
}

/* Letters and digits alone, without markup and URLs. */
function plain(text) {
	return text.replace(/\\/g, "")
		.replace(/<\/?(?:a|b|br|div|em|i|img|span|strong|sub|sup|u)\b[^>]*>/gi, "")
		.replace(/\]\([^)]*\)/g, "")
		.replace(/&\w+;/g, "")
		.replace(/[^\p{L}\p{N}]/gu, "");
}

/* What of a page is told: pairs by id, and texts without id. */
function told(list) {
	const ids = new Map();
	const headed = new Set((list.document.heading?.segments || [])
		.map(s => s.id));
	const raws = ["", ""];
	const add2 = map => Object.values(map).forEach((v, i) => {
		raws[i] += plain(v);
	});
	const add = id => ids.set(id, (ids.get(id) || 0) + 1);

	/* Procedures of one section have one heading. */
	for (const [o, key] of walk({ ...list, document: null }, "")) {
		if (key === "heading")
			o.segments.forEach(s => headed.add(s.id));
	}
	for (const [o] of walk(list)) {
		if (o.id && headed.has(o.id))
			continue;
		if (o.text && o.id && !o.command && !o.label)
			add(o.id);
		if (o.labelSegment)
			add(o.labelSegment);
		if (o.type === "raw" && o.markdown)
			add2(o.markdown);
		if (o.alt)
			add2(o.alt);
	}
	headed.delete(undefined);
	headed.forEach(add);
	return { ids, raw: raws[0] + raws[1] };
}

/* All items of a list, below each other or side by side, with their depth;
 * one of several choices counts with neither steps nor substeps, nor does
 * what is below it. */
function* each(items = [], depth = 0) {
	for (const item of items) {
		yield [item, depth];
		yield* each(item.items || item.substeps, depth < 2 ? 1 : 2);
		yield* each(item.choices || item.alternatives, 2);
	}
}

/* The statistics as they have to be, from the rest of the file. */
function recount(list) {
	const needs = list.prerequisites.flatMap(s => [...each(s.items)]);
	const steps = list.procedures.flatMap(p => [...each(p.steps)]);
	const rest = { ...list, document: null, statistics: null };
	const blocks = [...walk(rest)].map(([o]) => o);
	const of = (items, depth) => items.filter(i => i[1] === depth).length;

	return {
		prerequisites: of(needs, 0),
		procedures: list.procedures.length,
		steps: of(steps, 0),
		substeps: of(steps, 1),
		checkable: needs.filter(([i]) => i.checkable).length +
			of(steps, 0) + of(steps, 1) +
			list.procedures.filter(p => p.kind === "informal")
				.length,
		notes: blocks.filter(o => o.type === "note").length,
		images: blocks.filter(o => o.type === "image").length,
		links: blocks.reduce((n, o) => n + (o.links || []).length, 0)
	};
}

function miscounted(list) {
	const { segments, segmentsUsed } = list.statistics;

	for (const [key, n] of Object.entries(recount(list)))
		if (list.statistics[key] !== n)
			return `${key} is ${list.statistics[key]}, not ${n}`;
	if (segmentsUsed > segments || told(list).ids.size > segmentsUsed)
		return `${segmentsUsed} of ${segments} pairs are used, but ` +
			`${told(list).ids.size} are told`;
	return "";
}

function uniqueIds(list) {
	const seen = new Set();

	for (const [o] of walk(list)) {
		if (!o.id || !/^(item|proc|step|note|image|next|page)-/.test(o.id))
			continue;
		if (seen.has(o.id))
			return `the id ${o.id} is there twice`;
		seen.add(o.id);
	}
	return "";
}

/* Headings of the file as [line, level]. */
function headings(lines) {
	const found = [];
	let fence = false;

	lines.forEach((line, i) => {
		if (/^\s*(```|~~~)/.test(line))
			fence = !fence;
		if ((!fence && /^ {0,3}#{1,6}(\s|$)/.test(line)) ||
			/^ {0,3}#{1,6}\s*<a (name|id)=/.test(line))
			found.push(i + 1);
	});
	return found;
}

function lost(list, lines) {
	const { ids, raw } = told(list);
	const starts = headings(lines);
	const sections = [...list.prerequisites, ...list.procedures,
		...list.next];

	for (const [id, n] of ids)
		if (n > 1)
			return `the pair ${id} is told ${n} times`;
	for (const s of sections) {
		const from = s.heading.at.line;
		if (s.basis === "step-heading" || s.heading.at.file)
			continue;
		const to = starts.find(l => l > from) || lines.length + 1;
		for (let l = from; l < to; l++)
			for (const m of lines[l - 1].matchAll(pairPattern)) {
				const text = plain(m[2]) || plain(m[3]);
				if (text && !ids.has(m[1]) &&
					!raw.includes(text) &&
					!raw.includes(plain(m[3])))
					return `the pair ${m[1]} of line ${l} ` +
						"is lost";
			}
	}
	return "";
}

const word = /[\p{L}\p{M}\p{N}]+/gu;

/* All words of all texts, code and addresses of a checklist. */
function wordsOf(list) {
	const found = new Set();

	for (const [o] of walk({ ...list, document: null }))
		for (const v of Object.values(o))
			if (typeof v === "string")
				for (const [w] of v.matchAll(word))
					found.add(w);
	return found;
}

/* The lines of sections without pairs: no word of them is lost. */
function lostWords(list, lines) {
	const words = wordsOf(list);
	const starts = headings(lines);

	for (const s of [...list.prerequisites, ...list.procedures,
		...list.next]) {
		const from = s.heading.at.line;
		if (s.basis === "step-heading" || s.heading.at.file)
			continue;
		const to = starts.find(l => l > from) || lines.length + 1;
		for (let l = from + 1; l < to; l++)
			for (const [w] of visible(lines[l - 1]).matchAll(word))
				if (!words.has(w) && !words.has(w.normalize()))
					return `'${w}' of line ${l} is lost`;
	}
	return "";
}

const entities = { amp: "&", gt: ">", lt: "<", quot: '"', apos: "'",
	nbsp: " ", eacute: "\u00E9", copy: "\u00A9", reg: "\u00AE",
	trade: "\u2122" };

function decoded(text) {
	return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi,
		(all, n, hex, name) => n ? String.fromCodePoint(n) :
			hex ? String.fromCodePoint(parseInt(hex, 16)) :
			entities[name] ?? all);
}

/* A line without what is no text: markers, directives, tags, targets. */
function visible(line) {
	return decoded(line
		.replace(/<!--.*?-->/g, "")
		.replace(/<\/?[a-z][^>]*>/gi, "")
		.replace(/\[!(?:INCLUDE|VIDEO)[^\]]*\]?[^)]*\)?\]?/gi, "")
		.replace(/\[!\w[\w-]*/g, "")
		.replace(/:::.*?:::|^[\s>]*::+.*/g, "")
		.replace(/\]\([^)]*\)/g, "]")
		.replace(/^[\s>]*(?:\d+|[a-z])[.)]\s/i, "")
		.replace(/^[\s>]*(?:```|~~~).*/, ""));
}

/* Each word of each text, in both languages, is in the lines that it says. */
function misplaced(list, root, lines) {
	const files = new Map();
	const linesOf = name => {
		if (!name)
			return lines;
		if (!files.has(name))
			files.set(name, readFileSync(join(root, name), "utf8")
				.split("\n"));
		return files.get(name);
	};

	for (const [o] of walk(list)) {
		const segments = o.segments || o.label || o.command;
		if (!Array.isArray(segments) || !o.at)
			continue;
		/* A paragraph may begin in a fragment and go on in the page. */
		const raw = linesOf(o.at.file).slice(o.at.line - 1,
			o.at.endLine || o.at.line).join("\n") +
			(o.at.file ? lines.join("\n") : "");
		const here = plain(raw) + " " + plain(decoded(raw)) + " " +
			decoded(raw).replace(/[^\p{L}\p{M}\p{N}]/gu, "");
		for (const s of segments)
			for (const text of Object.values(s.text))
				for (const [w] of text.matchAll(
					/[\p{L}\p{M}\p{N}]+/gu))
					if (!here.includes(w.normalize()) &&
						!here.includes(plain(w)))
						return `'${w}' is not in ` +
							`line ${o.at.line}`;
	}
	return "";
}

function faults(list, root, file) {
	const lines = readFileSync(file, "utf8").split("\n");

	if (!validate(list))
		return ajv.errorsText(validate.errors);
	return shortened(list, lines) || miscounted(list) || uniqueIds(list) || lost(list, lines) ||
		(list.document.locales.source ? "" : lostWords(list, lines)) ||
		misplaced(list, root, lines);
}

function read(program, path) {
	let out;

	try {
		out = execFileSync(program, ["checklist", "--format", "json",
			path], { maxBuffer: 1 << 30,
			stdio: ["ignore", "pipe", "ignore"] });
	} catch (error) {
		out = error.stdout;
	}
	const v = JSON.parse(out);
	return Array.isArray(v) ? v : [v];
}

const [program, ...paths] = process.argv.slice(2);
const sum = { pages: 0, prerequisites: 0, procedures: 0, steps: 0,
	substeps: 0, failed: 0 };

for (const path of paths) {
	const folder = statSync(path).isDirectory();
	for (const list of read(program, path)) {
		const file = folder ? join(path, list.document.source.path) :
			path;
		const fault = faults(list, folder ? path : dirname(path), file);
		sum.pages++;
		for (const key of ["prerequisites", "procedures", "steps",
			"substeps"])
			sum[key] += list.statistics[key];
		if (fault) {
			sum.failed++;
			console.log(`FAILED ${file}: ${fault}`);
		}
	}
}
console.log(`${sum.prerequisites} prerequisites, ${sum.procedures} ` +
	`procedures, ${sum.steps} steps, ${sum.substeps} substeps`);
console.log(`${sum.pages - sum.failed} passed, ${sum.failed} failed`);
process.exit(sum.failed ? 1 : 0);
