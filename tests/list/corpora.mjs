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

function boxes(items = []) {
	return items.reduce((n, i) => n + (i.checkable ?? 1) +
		boxes(i.items) + boxes(i.substeps), 0);
}

function countCheckable(list) {
	return list.prerequisites.reduce((n, s) => n + boxes(s.items), 0) +
		list.procedures.reduce((n, p) =>
			n + (p.kind === "informal") + boxes(p.steps), 0);
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

/* Letters of each text are in the lines that it says. */
function misplaced(list, lines) {
	for (const [o] of walk(list)) {
		const segments = o.segments || o.label || o.command;
		if (!Array.isArray(segments) || !o.at || o.at.file)
			continue;
		const raw = lines.slice(o.at.line - 1,
			o.at.endLine || o.at.line).join("\n");
		/* Damaged quotes and escaped brackets are read otherwise. */
		if (/\\\]|\]\\|&quot;|xref:/.test(raw))
			continue;
		const here = plain(raw);
		const first = Object.values(segments[0].text)[0];
		const bad = [...first.matchAll(/[\p{L}\p{N}]+/gu)]
			.map(m => m[0]).find(w => !here.includes(w));
		if (bad)
			return `'${bad}' is not in line ${o.at.line}`;
	}
	return "";
}

function faults(list, file) {
	const lines = readFileSync(file, "utf8").split("\n");

	if (!validate(list))
		return ajv.errorsText(validate.errors);
	if (countCheckable(list) !== list.statistics.checkable)
		return `checkable is ${list.statistics.checkable}, not ` +
			countCheckable(list);
	return uniqueIds(list) || lost(list, lines) || misplaced(list, lines);
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
		const fault = faults(list, file);
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
