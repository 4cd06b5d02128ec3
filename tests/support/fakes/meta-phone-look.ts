/** How the phone looks, and the little that it does by itself. */

export const phoneStyle = `
:root { color-scheme: light dark; --room: light-dark(#dfe5e8, #0c1114); --paper: light-dark(#fff, #171d21); --chat: light-dark(#eef2f3, #11171a); --ink: light-dark(#14191c, #eef2f3); --quiet: light-dark(#56626a, #9fabb3); --line: light-dark(#d9e0e3, #2a343a); --mine: light-dark(#cfeee5, #154239); --accent: light-dark(#0b6e69, #4fc3b8); --on: light-dark(#fff, #06201d); }
* { box-sizing: border-box; } body { margin: 0; min-height: 100dvh; display: grid; place-items: center; background: var(--room); color: var(--ink); font: 16px/1.45 system-ui, sans-serif; }
.phone { width: min(100vw, 412px); height: min(100dvh, 860px); display: flex; flex-direction: column; background: var(--paper); overflow: hidden; }
@media (min-width: 480px) { .phone { border-radius: 36px; border: 10px solid light-dark(#1d2326, #000); box-shadow: 0 24px 60px #0005; } }
header { padding: 20px 20px 12px; border-bottom: 1px solid var(--line); } h1 { font-size: 20px; margin: 0; } header p { margin: 2px 0 0; color: var(--quiet); font-size: 14px; }
header.chat { display: flex; align-items: center; gap: 10px; padding: 12px 14px; } header.chat div { flex: 1; } header.chat form { border: 0; padding: 0; } header.chat h1 { font-size: 16px; } header.chat a { font-size: 30px; line-height: 1; padding: 4px 10px; color: var(--accent); text-decoration: none; }
.lists { overflow: auto; flex: 1; padding-bottom: 20px; } h2 { font-size: 14px; margin: 18px 20px 6px; display: flex; gap: 8px; align-items: center; } h2 small, li small { color: var(--quiet); font-weight: 400; }
h2 i { width: 10px; height: 10px; border-radius: 50%; background: #1f9d55; } h2 i.instagram { background: #c13584; } h2 i.messenger { background: #0a7cff; }
ul { list-style: none; margin: 0; padding: 0; } ul a { display: flex; gap: 12px; align-items: center; padding: 9px 20px; color: inherit; text-decoration: none; } ul a:hover { background: var(--chat); } ul a span:last-child { min-width: 0; flex: 1; } ul b, ul small { display: block; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; } ul small { font-size: 14px; }
.face { flex: none; width: 42px; height: 42px; border-radius: 50%; display: grid; place-items: center; background: var(--accent); color: var(--on); font-weight: 600; font-size: 15px; }
ol { list-style: none; margin: 0; padding: 16px 14px; flex: 1; overflow: auto; display: flex; flex-direction: column; gap: 6px; background: var(--chat); } ol li { display: flex; } ol li div { position: relative; max-width: 80%; padding: 7px 11px 5px; border-radius: 14px; background: var(--paper); } ol .customer { justify-content: flex-end; } ol .customer div { background: var(--mine); }
ol p { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; } ol small { display: block; text-align: right; font-size: 12px; color: light-dark(#4a565d, #b3bec5); } ol img { max-width: 100%; max-height: 220px; border-radius: 8px; display: block; margin-bottom: 4px; } ol em { position: absolute; right: 8px; bottom: -10px; font-style: normal; }
form { display: flex; gap: 8px; padding: 10px 12px; border-top: 1px solid var(--line); align-items: center; } form.new { border: 0; padding: 8px 20px; } form.new label { flex: 1; font-size: 13px; color: var(--quiet); } .text { flex: 1; min-width: 0; }
input:not([type=file]) { width: 100%; font: inherit; padding: 9px 14px; border-radius: 20px; border: 1px solid var(--line); background: var(--paper); color: inherit; } button, .file { font: inherit; font-weight: 600; border: 0; border-radius: 20px; min-width: 42px; min-height: 42px; padding: 0 14px; background: var(--accent); color: var(--on); cursor: pointer; } form.new button { align-self: flex-end; }
.file { display: grid; place-items: center; padding: 0; background: var(--chat); color: var(--accent); position: relative; } .file input { position: absolute; inset: 0; opacity: 0; cursor: pointer; width: 100%; } .file:has(:valid:not(:placeholder-shown)) { outline: 0; } .file.full { background: var(--mine); }
header.chat button { font-size: 13px; min-height: 36px; padding: 0 10px; background: var(--chat); color: var(--accent); } :focus-visible, .file:focus-within { outline: 3px solid var(--accent); outline-offset: 2px; } .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }`;

export const phoneScript = `
const lines = document.getElementById("lines"), form = document.getElementById("write"), file = form.elements.file;
const down = () => { lines.scrollTop = lines.scrollHeight; }; down();
const look = async () => { const r = await fetch(location.pathname + "/lines"); if (!r.ok) return; const html = await r.text(); if (html !== look.last) { look.last = html; lines.innerHTML = html; down(); } };
setInterval(() => document.visibilityState === "visible" && look().catch(() => {}), 1000);
file.addEventListener("change", () => file.parentElement.classList.toggle("full", file.files.length > 0));
form.addEventListener("submit", async (event) => { event.preventDefault(); const body = new FormData(form); form.reset(); file.parentElement.classList.remove("full"); await fetch(location.pathname, { method: "POST", body, redirect: "manual" }); await look(); form.elements.text.focus(); });`;
