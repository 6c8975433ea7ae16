// Reads Mermaid flowcharts, a list of texts in JSON, from standard input with Mermaid's own parser, and prints what it
// understood of each as JSON.
// Mermaid needs a document to clean labels with; jsdom is one.
import { JSDOM } from "jsdom";

const { window } = new JSDOM("<!doctype html><body></body>");
globalThis.window = window;
globalThis.document = window.document;
const { default: mermaid } = await import("mermaid");

// Mermaid keeps a character code as this until it draws, and hands it to the browser as an entity.
function read(text) {
  const holder = window.document.createElement("div");
  holder.innerHTML = (text ?? "").replaceAll("ﬂ°°", "&#").replaceAll("ﬂ°", "&").replaceAll("¶ß", ";").replaceAll(/<br *\/?>/g, "\n");
  return holder.textContent;
}

let sources = "";
for await (const chunk of process.stdin) sources += chunk;
const understood = [];
for (const source of JSON.parse(sources)) {
  await mermaid.parse(source);
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(source);
  const boxes = Object.fromEntries([...db.getVertices()].map(([id, vertex]) => [id, read(vertex.text)]));
  const arrows = db.getEdges().map((edge) => [edge.start, edge.end, read(edge.text), edge.stroke]);
  understood.push({ boxes, arrows });
}
console.log(JSON.stringify(understood));
