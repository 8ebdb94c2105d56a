// Runs before a snippet: whatever it asks over TLS is answered by the sandbox, which
// an authority of ours vouches for; nothing else can be reached.
"use strict";
const { createRequire } = require("node:module");
const net = require("node:net");
const tls = require("node:tls");

const sandbox = new URL(process.env.SANDBOX_URL);
const { connect: secure } = tls;
const { connect: plain } = net.Socket.prototype;
let ours = false;

tls.connect = (...given) => {
  const [options, listener] = net._normalizeArgs(given);
  const there = {
    ...options,
    servername: options.servername || options.host,
    host: sandbox.hostname,
    port: Number(sandbox.port),
    lookup: undefined,
    socket: undefined,
  };
  ours = true;
  try {
    return secure(there, listener);
  } finally {
    ours = false;
  }
};

net.Socket.prototype.connect = function connect(...given) {
  const [options] = Array.isArray(given[0]) ? given[0] : net._normalizeArgs(given);
  if (!ours && !options.path) {
    throw new Error(`there is no network while a page is checked: ${options.host}`);
  }
  return plain.apply(this, given);
};

// A snippet that awaits is a module; documentation lets it require all the same.
globalThis.require = createRequire(process.argv[1]);
