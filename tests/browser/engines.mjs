// Other browsers than Chromium, by the protocols that they have themselves:
// Firefox by Marionette, WebKit by its own WebDriver over http.
import { execFile, spawn } from "node:child_process";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { createServer, connect } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

// What find() gives within ten seconds.
export async function until(find, what) {
  for (let i = 0; i < 100; i++) {
    const found = await find().catch(() => null);
    if (found) return found;
    await sleep(100);
  }
  throw new Error(`in vain: ${what}`);
}

async function installed(...programs) {
  const found = programs.map((program) =>
    promisify(execFile)("which", [program]),
  );
  return Promise.all(found).then(
    () => true,
    () => false,
  );
}

// A program whose helpers end with it.
function start(program, words, options) {
  const child = spawn(program, words, { detached: true, ...options });
  child.on("error", () => {});
  return {
    output: child.stdout,
    stop: () => {
      try {
        process.kill(-child.pid);
      } catch {
        // it has ended by itself
      }
    },
  };
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

// What a test does with a browser; send(NAME, PARAMETERS) is WebDriver's.
function driver(send, more) {
  const find = async (value) =>
    (await send("FindElement", { using: "css selector", value }))[ELEMENT];
  return {
    go: (url) => send("Navigate", { url }),
    reload: () => send("Refresh", {}),
    run: (text, ...args) =>
      send("ExecuteScript", { script: `return (${text})`, args }),
    click: async (css) => send("ElementClick", { id: await find(css) }),
    type: async (css, text) =>
      send("ElementSendKeys", { id: await find(css), text }),
    ...more,
  };
}

// ---- Firefox ----

// Messages are "LENGTH:JSON"; the first one is the greeting.
function marionette(socket) {
  const waiting = new Map();
  let held = Buffer.alloc(0);
  let id = 0;
  socket.on("data", (data) => {
    held = Buffer.concat([held, data]);
    for (let at = held.indexOf(":"); at > 0; at = held.indexOf(":")) {
      const end = at + 1 + Number(held.subarray(0, at));
      if (held.length < end) return;
      const message = JSON.parse(held.subarray(at + 1, end));
      held = held.subarray(end);
      if (Array.isArray(message)) waiting.get(message[1])(message);
    }
  });
  return (name, parameters) =>
    new Promise((resolve, reject) => {
      waiting.set(++id, ([, , error, value]) =>
        error
          ? reject(new Error(`${name}: ${error.message}`))
          : resolve(value && "value" in value ? value.value : value),
      );
      const text = JSON.stringify([0, id, name, parameters]);
      socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
}

const FIREFOX = {
  "browser.download.folderList": 2,
  "browser.shell.checkDefaultBrowser": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "app.update.enabled": false,
  "marionette.port": 0,
  "security.fileuri.strict_origin_policy": true,
  "ui.prefersReducedMotion": 1,
};

export async function firefox(folder) {
  if (!(await installed("firefox-esr"))) return null;
  const profile = join(folder, "firefox");
  const downloads = join(folder, "downloads");
  await mkdir(profile, { recursive: true });
  await mkdir(downloads, { recursive: true });
  const settings = { ...FIREFOX, "browser.download.dir": downloads };
  await writeFile(
    join(profile, "user.js"),
    Object.entries(settings)
      .map(([k, v]) => `user_pref("${k}", ${JSON.stringify(v)});\n`)
      .join(""),
  );
  const program = start("firefox-esr", [
    "--headless", "--no-remote", "--profile", profile, "--marionette",
  ], { stdio: "ignore", env: { ...process.env, HOME: folder } });
  const port = await until(
    () => readFile(join(profile, "MarionetteActivePort"), "utf8"),
    "the port of Firefox",
  );
  const socket = connect(Number(port), "127.0.0.1");
  await new Promise((resolve) => socket.once("data", resolve));
  const call = marionette(socket);
  const send = (name, parameters) => call(`WebDriver:${name}`, parameters);
  await send("NewSession", {});
  return driver(send, {
    // The file that a download leaves.
    saved: () =>
      until(async () => {
        const name = (await readdir(downloads)).find((n) =>
          n.endsWith(".json"),
        );
        return readFile(join(downloads, name), "utf8");
      }, "a download"),
    watchSaved: () => {},
    close: () => {
      socket.destroy();
      program.stop();
    },
  });
}

// ---- WebKit ----

const PATHS = {
  Navigate: () => "url",
  Refresh: () => "refresh",
  ExecuteScript: () => "execute/sync",
  FindElement: () => "element",
  ElementClick: ({ id }) => `element/${id}/click`,
  ElementSendKeys: ({ id }) => `element/${id}/value`,
};

async function post(url, body) {
  const answer = await fetch(url, {
    method: "POST",
    body: JSON.stringify(body),
  });
  const { value } = await answer.json();
  if (!answer.ok) throw new Error(`${url}: ${value.message}`);
  return value;
}

export async function webkit(folder) {
  if (!(await installed("WebKitWebDriver", "Xvfb"))) return null;
  const screen = start("Xvfb", ["-displayfd", "1", "-nolisten", "tcp"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const display = await new Promise((resolve) =>
    screen.output.once("data", (data) => resolve(`:${String(data).trim()}`)),
  );
  const port = await freePort();
  const program = start("WebKitWebDriver", [`--port=${port}`], {
    stdio: "ignore",
    env: { ...process.env, DISPLAY: display, HOME: folder },
  });
  const base = `http://127.0.0.1:${port}`;
  await until(() => fetch(`${base}/status`), "WebKitWebDriver");
  const { sessionId } = await post(`${base}/session`, {
    capabilities: {},
  });
  const send = (name, parameters) =>
    post(`${base}/session/${sessionId}/${PATHS[name](parameters)}`, parameters);
  const run = (script) => send("ExecuteScript", { script, args: [] });
  return driver(send, {
    // It asks where a file is to go: the file is taken before that.
    watchSaved: () =>
      run(`URL.createObjectURL = (blob) => {
        blob.text().then((text) => { window.savedText = text; });
        return "#";
      }`),
    saved: () => until(() => run("return window.savedText"), "a file"),
    close: async () => {
      await fetch(`${base}/session/${sessionId}`, { method: "DELETE" });
      program.stop();
      screen.stop();
    },
  });
}
