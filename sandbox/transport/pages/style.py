"""How the pages look: light and dark, with the contrast that readers need."""

STYLE = """
:root {
  color-scheme: light dark;
  --paper: #ffffff; --raised: #f4f6f8; --line: #c9d1d9; --text: #1b1f24;
  --quiet: #57606a; --link: #0b5cad; --good: #17663a; --bad: #a8201a; --wait: #7a4d00;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14181d; --raised: #1e242b; --line: #3b444e; --text: #e6e9ed;
    --quiet: #a4adb8; --link: #7db8f5; --good: #6cd08f; --bad: #ff9b93; --wait: #f0c36a;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--paper); color: var(--text);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
}
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
main.narrow { max-width: 34rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .5rem; }
h2 { font-size: 1.15rem; margin: 2.25rem 0 .5rem; }
p { margin: .5rem 0; max-width: 44rem; }
a { color: var(--link); }
code, pre { font: .875rem/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
code { overflow-wrap: anywhere; }
pre {
  margin: .25rem 0 .75rem; padding: .75rem; overflow: auto; max-height: 24rem;
  background: var(--paper); border: 1px solid var(--line); border-radius: .375rem;
}
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.quiet { color: var(--quiet); }
.good { color: var(--good); }
.bad { color: var(--bad); }
.wait { color: var(--wait); }
.good, .bad, .wait { font-weight: 600; }
ul { list-style: none; margin: .5rem 0; padding: 0; }
li { margin: .25rem 0; }
details, .box {
  background: var(--raised); border: 1px solid var(--line); border-radius: .375rem;
}
details { margin: .25rem 0; }
summary {
  cursor: pointer; padding: .4rem .75rem; border-radius: .375rem;
  overflow-wrap: anywhere;
}
summary ~ * { margin-inline: .75rem; }
.box { padding: .75rem 1rem; margin: .5rem 0; }
.box ul { margin: .25rem 0 0; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td {
  text-align: left; vertical-align: top; padding: .35rem 1rem .35rem 0;
  border-bottom: 1px solid var(--line);
}
th { color: var(--quiet); font-weight: 600; white-space: nowrap; }
td:last-child, th:last-child { padding-right: 0; }
.price { font-size: 1.6rem; font-weight: 650; }
form { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1.25rem 0; }
button {
  font: inherit; font-weight: 600; padding: .6rem 1.1rem; cursor: pointer;
  color: var(--text); background: var(--raised); border: 1px solid var(--quiet);
  border-radius: .375rem; min-height: 2.75rem;
}
button.first { color: var(--paper); background: var(--link); }
button:hover { text-decoration: underline; }
""".strip()
