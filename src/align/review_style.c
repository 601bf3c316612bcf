/* Read without either: the style sets two columns, the script filters. */
#include "align/review_style.h"

#include "format/html.h"

static const char style[] =
	":root{color-scheme:light dark;--bg:#fff;--fg:#1b1b1b;--soft:#f3f3f1;"
	"--line:#c9c9c4;--dim:#56565a;--link:#0a4f9e;--error:#a1160a;"
	"--warning:#7a4a00;--suggestion:#0a4f9e;--info:#4a4a4f;"
	"--m-error:#ffd9d4;--m-warning:#ffe9b8;--m-other:#d9e8fb}\n"
	"@media(prefers-color-scheme:dark){:root{--bg:#17181a;--fg:#ececec;"
	"--soft:#212326;--line:#46484d;--dim:#b4b4ba;--link:#8ec3ff;"
	"--error:#ff9d92;--warning:#ffcf70;--suggestion:#8ec3ff;"
	"--info:#c0c0c6;--m-error:#5c1f19;--m-warning:#574008;"
	"--m-other:#1f3d61}}\n"
	"*{box-sizing:border-box}\n"
	"body{margin:0 auto;max-width:90rem;padding:1rem;background:var(--bg);"
	"color:var(--fg);font:1rem/1.5 system-ui,sans-serif}\n"
	"h1{font-size:1.4rem;margin:.2em 0;overflow-wrap:anywhere}\n"
	"h2{font-size:1.15rem}\n"
	"a{color:var(--link)}\n"
	"p.facts{color:var(--dim);margin:.2em 0}\n"
	"table{width:100%;border-collapse:collapse}\n"
	"th,td{border:1px solid var(--line);padding:.45rem .6rem;"
	"text-align:start;vertical-align:top}\n"
	"thead th{background:var(--soft);position:sticky;top:0}\n"
	"table.pairs{table-layout:fixed}\n"
	"table.pairs th:first-child{width:8rem}\n"
	"table.pairs tbody th{font-weight:400;font-size:.85rem}\n"
	"tbody th p{font-weight:400;margin:0;color:var(--dim)}\n"
	".line,.status{display:block}\n"
	".line,.none{color:var(--dim)}.none{margin:0;font-style:italic}\n"
	".text{white-space:pre-wrap;overflow-wrap:anywhere;margin:0}\n"
	"tr:target>*{outline:3px solid var(--link);outline-offset:-3px}\n"
	"tr:focus{outline:3px solid var(--link);outline-offset:-1px}\n"
	"tr[hidden]{display:none}\n"
	"mark{background:var(--m-other);color:inherit;"
	"text-decoration:underline;text-decoration-thickness:2px}\n"
	"mark.error{background:var(--m-error)}\n"
	"mark.warning{background:var(--m-warning)}\n"
	"ul.findings{list-style:none;margin:.4rem 0 0;padding:.3rem 0 0;"
	"border-top:1px dashed var(--line);font-size:.9rem;"
	"overflow-wrap:anywhere}\n"
	".error b{color:var(--error)}.warning b{color:var(--warning)}\n"
	".suggestion b{color:var(--suggestion)}.info b{color:var(--info)}\n"
	"form{display:flex;flex-wrap:wrap;gap:.6rem 1rem;align-items:end;"
	"margin:1rem 0;padding:.7rem;background:var(--soft);"
	"border:1px solid var(--line)}\n"
	"form[hidden]{display:none}\n"
	"label{display:grid;font-size:.85rem}\n"
	"select,input{font:inherit;padding:.25rem .4rem;color:var(--fg);"
	"background:var(--bg);border:1px solid var(--dim);max-width:100%}\n"
	".keys{flex-basis:100%;margin:0;font-size:.85rem;color:var(--dim)}\n"
	"output{padding-bottom:.3rem}\n"
	"kbd{font:inherit;padding:0 .3em;color:var(--fg);"
	"border:1px solid var(--line);border-radius:.2em}\n"
	"summary{cursor:pointer}details ul{margin:.4rem 0}\n"
	".number{text-align:end;font-variant-numeric:tabular-nums}\n"
	".scroll{overflow-x:auto}\n"
	".scroll:focus{outline:2px solid var(--link)}\n"
	"@media(max-width:45rem){body{padding:.6rem}"
	"table.pairs thead{position:absolute;clip-path:inset(50%);"
	"width:1px;height:1px;overflow:hidden}"
	"table.pairs,table.pairs tbody,table.pairs tr,table.pairs td,"
	"table.pairs tbody th{display:block;width:auto!important}"
	"table.pairs tr{margin-bottom:.9rem;border:1px solid var(--line)}"
	"table.pairs td,table.pairs tbody th{border:0;"
	"border-top:1px solid var(--line)}table.pairs tbody th{border:0;"
	"background:var(--soft)}.line,.status{display:inline}"
	".line::before,.status::before{content:'\\b7  '}"
	"table.pairs td::before{content:attr(data-label);display:block;"
	"font-size:.75rem;color:var(--dim)}}\n"
	"@media print{form,.keys,nav{display:none}body{max-width:none}"
	"thead th{position:static}tr{break-inside:avoid}"
	"mark{border-bottom:2px solid}.scroll{overflow:visible}"
	"a{color:inherit;text-decoration:none}}\n";

static const char script[] =
	"(function(){\n"
	"var f=document.querySelector('form'),"
	"rows=[].slice.call(document.querySelectorAll('tr[data-level]')),"
	"said=document.getElementById('shown');\n"
	"if(!f)return;f.hidden=false;\n"
	"function is(r,name,all){var v=f[name]&&f[name].value,d=r.dataset[all];"
	"return !v||(name==='status'?d===v:d.split(' ').indexOf(v)>=0);}\n"
	"function show(){var n=0,t=f.q.value.toLowerCase();"
	"rows.forEach(function(r){var ok=is(r,'level','level')"
	"&&is(r,'rule','rules')&&is(r,'status','status')"
	"&&(!t||r.textContent.toLowerCase().indexOf(t)>=0);"
	"r.hidden=!ok;n+=ok;});"
	"said.textContent=n+' of '+rows.length+' pairs';}\n"
	"f.addEventListener('input',show);"
	"f.addEventListener('submit',function(e){e.preventDefault();});"
	"show();\n"
	"function go(d,found){var all=rows.filter(function(r){return !r.hidden"
	"&&(!found||r.dataset.level);}),"
	"here=document.activeElement&&document.activeElement.closest"
	"('tr[data-level]'),"
	"order=rows.indexOf(here),next=null;"
	"if(d>0)next=all.find(function(r){return rows.indexOf(r)>order;});"
	"else all.forEach(function(r){if(rows.indexOf(r)<order)next=r;});"
	"if(next){next.focus();next.scrollIntoView({block:'center'});}}\n"
	"document.addEventListener('keydown',function(e){"
	"if(e.ctrlKey||e.metaKey||e.altKey||"
	"/INPUT|SELECT|TEXTAREA/.test(e.target.tagName))return;"
	"if(e.key==='j')go(1);else if(e.key==='k')go(-1);"
	"else if(e.key==='n')go(1,true);else if(e.key==='p')go(-1,true);"
	"else if(e.key==='/'){e.preventDefault();f.q.focus();}});\n"
	"})();\n";

const char review_search[] =
	"<label>Text<input name=\"q\" type=\"search\"></label>"
	"<output id=\"shown\" aria-live=\"polite\"></output>"
	"<p class=\"keys\">Keys: <kbd>j</kbd> next pair, <kbd>k</kbd> the one "
	"before, <kbd>n</kbd> and <kbd>p</kbd> the same with findings, "
	"<kbd>/</kbd> search</p>";

void review_open(struct buf *out, struct str title)
{
	buf_lit(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
		     "<meta charset=\"utf-8\">\n"
		     "<meta name=\"viewport\" content=\"width=device-width, "
		     "initial-scale=1\">\n<title>");
	html_escape(out, title);
	buf_lit(out, "</title>\n<style>\n");
	buf_add(out, str_of(style));
	buf_lit(out, "</style>\n</head>\n<body>\n");
}

void review_close(struct buf *out, bool with_script)
{
	if (with_script) {
		buf_lit(out, "<script>\n");
		buf_add(out, str_of(script));
		buf_lit(out, "</script>\n");
	}
	buf_lit(out, "</body>\n</html>\n");
}
