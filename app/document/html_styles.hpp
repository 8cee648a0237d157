// SPDX-License-Identifier: Apache-2.0
// The styles of html.cpp. Colours repeat style.hpp's inks; a test holds the two together.
#pragma once

#include <string_view>

namespace cpc::document {

inline constexpr std::string_view html_styles = R"css(
:root{color-scheme:light;--text:#1c2930;--quiet:#44525a;--line:#7a7566;--primary:#0e5a6b;
--primary-tint:#e2eef0;--warn:#774900;--warn-tint:#fcf0d8;--sunken:#ece8e0;--against:#87480a;
--against-tint:#fbeddc;--fact:#1b558f;--observation:#17665a;--allegation:#87480a;--opinion:#683876}
*{box-sizing:border-box}
body{margin:0;background:#fff;color:var(--text);font-family:Inter,"Noto Sans","Noto Naskh Arabic",system-ui,sans-serif;
line-height:1.45;overflow-wrap:anywhere}
header,main,footer{max-width:46em;margin:0 auto;padding:.6em 1.2em}
header{display:flex;flex-wrap:wrap;gap:.2em 1.5em;justify-content:space-between;color:var(--quiet);
border-bottom:1px solid var(--line)}
.band{margin:0;padding:.4em 1.2em;background:var(--warn-tint);color:var(--warn);font-weight:600;
text-align:center}
h1{font-size:1.75em;line-height:1.2;margin:.6em 0 .5em;color:var(--primary)}
h2{font-size:1.3em;line-height:1.25;margin:1.5em 0 .4em;border-top:1px solid var(--line);
padding-top:.6em}
h3{font-size:1.08em;margin:1.2em 0 .3em}
h1,h2,h3{break-after:avoid}
p{margin:.5em 0;white-space:pre-line}
li,dd,td,th{white-space:pre-line}
.quiet{color:var(--quiet)}
.lead{font-size:1.12em;font-weight:600}
strong{font-weight:650}
ul,ol{padding-inline-start:1.5em}
li{margin:.25em 0}
dl{margin:.6em 0}
dl>div{display:grid;grid-template-columns:minmax(8em,30%) 1fr;gap:.1em 1em;padding:.25em 0;
border-bottom:1px solid var(--sunken)}
dt{color:var(--quiet)}
dd{margin:0}
.table{overflow-x:auto;margin:.8em 0}
.table:focus-visible{outline:3px solid var(--primary);outline-offset:3px}
table{border-collapse:collapse;width:100%}
th,td{text-align:start;vertical-align:top;padding:.45em .6em;border-bottom:1px solid var(--line)}
th{font-weight:600}
thead th{border-bottom:2px solid var(--primary)}
tr{break-inside:avoid}
.callout{margin:1em 0;padding:.6em 1em;border-inline-start:6px solid var(--primary);
background:var(--primary-tint);break-inside:avoid}
.attention{border-inline-start-color:var(--warn);background:var(--warn-tint)}
.title{font-weight:650}
.statement{margin:.9em 0;padding:.1em 0;padding-inline-start:1em;
border-inline-start:5px solid var(--fact)}
.statement>.label{font-weight:650;color:var(--fact)}
.observation{border-inline-start:5px dashed var(--observation)}
.observation>.label{color:var(--observation)}
.allegation{border-inline-start:6px double var(--allegation)}
.allegation>.label{color:var(--allegation)}
.opinion{border-inline-start:5px dotted var(--opinion)}
.opinion>.label{color:var(--opinion)}
.correction{margin:.5em 0;margin-inline-start:1em;padding:.1em .9em;background:var(--sunken)}
.tally{display:flex;height:1.6em;margin:.8em 0 .3em;border:1px solid var(--line);overflow:hidden}
.for{background:var(--primary)}
.against{background:repeating-linear-gradient(45deg,var(--against) 0 3px,var(--against-tint) 3px 8px)}
.unable{background:var(--sunken)}
.twin{display:grid;grid-template-columns:1fr 1fr;gap:0 1.5em;align-items:start}
.twin>[lang]{color:var(--quiet)}
.writing{margin:.2em 0 1em;background:repeating-linear-gradient(transparent 0 calc(2em - 1px),
var(--line) calc(2em - 1px) 2em);print-color-adjust:exact;break-inside:avoid}
.signatures td{min-width:9em;height:3.2em}
footer{color:var(--quiet);border-top:1px solid var(--line);margin-top:2em;display:flex;gap:1.2em;
align-items:center;flex-wrap:wrap}
footer svg{width:5.5em;height:5.5em}
@media (max-width:34em){dl>div,.twin{grid-template-columns:1fr}}
@media print{@page{size:A4;margin:21mm}header,main,footer{max-width:none;padding:.3em 0}
.page-break{break-before:page}.table{overflow:visible}}
)css";

}  // namespace cpc::document
