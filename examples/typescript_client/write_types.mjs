// Writes the types of the API from its OpenAPI document: one interface a schema, and what each operation takes and gives.
// node write_types.mjs < openapi.json > sendback_api.ts

import { readFileSync } from "node:fs";

const api = JSON.parse(readFileSync(0, "utf8"));

function type(schema) {
  if (schema.$ref) return schema.$ref.split("/").at(-1);
  if ("const" in schema) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const several = schema.anyOf ?? schema.oneOf;
  if (several) return [...new Set(several.map(type))].join(" | ");
  if (schema.format === "binary") return "Blob";
  if (schema.type === "array") return `Array<${schema.items ? type(schema.items) : "unknown"}>`;
  if (schema.type === "object") return shape(schema);
  return (
    { string: "string", integer: "number", number: "number", boolean: "boolean", null: "null" }[
      schema.type
    ] ?? "unknown"
  );
}

function shape(schema) {
  if (schema.properties) return `{\n${members(schema)}\n}`;
  const values = schema.additionalProperties;
  return typeof values === "object" ? `Record<string, ${type(values)}>` : "Record<string, unknown>";
}

function members(schema) {
  const needed = new Set(schema.required);
  return Object.entries(schema.properties ?? {})
    .map(
      ([name, member]) =>
        `${comment(member.description)}  ${name}${needed.has(name) ? "" : "?"}: ${type(member)};`,
    )
    .join("\n");
}

function comment(text, indent = "  ") {
  return text ? `${indent}/** ${text.replaceAll("\n", ` `).replaceAll("*/", "* /")} */\n` : "";
}

function declare([name, schema]) {
  const about = comment(schema.description, "");
  return schema.properties
    ? `${about}export interface ${name} {\n${members(schema)}\n}`
    : `${about}export type ${name} = ${type(schema)};`;
}

function place(parameters, where) {
  const found = parameters.filter((parameter) => parameter.in === where);
  if (!found.length) return "";
  const needed = found.filter((parameter) => parameter.required);
  const listed = found.map(
    ({ name, required, schema }) => `${JSON.stringify(name)}${required ? "" : "?"}: ${type(schema)}`,
  );
  return `    ${where}${needed.length ? "" : "?"}: { ${listed.join("; ")} };\n`;
}

function describe([path, method, operation]) {
  const body = Object.values(operation.requestBody?.content ?? {})[0];
  const contents = Object.entries(operation.responses)
    .filter(([status]) => status.startsWith("2"))
    .map(([, answer]) => Object.values(answer.content ?? {})[0]);
  const answers = new Set(contents.map((content) => (content ? type(content.schema) : "undefined")));
  const parts = ["path", "query", "header"].map((where) => place(operation.parameters, where)).join("");
  const sent = body ? `    body: ${type(body.schema)};\n` : "";
  const given = `    answer: ${[...answers].join(" | ")};\n`;
  const about = comment(operation.summary);
  return `${about}  ${operation.operationId}: {\n    address: ${JSON.stringify(`${method.toUpperCase()} ${path}`)};\n${parts}${sent}${given}  };`;
}

const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => [path, method, operation]),
);

process.stdout.write(`// Written from docs/openapi.json by write_types.mjs; \`make api-document\` writes it anew.

${Object.entries(api.components.schemas).map(declare).join("\n\n")}

/** What each operation takes and gives, by its operationId. */
export interface Operations {
${operations.map(describe).join("\n")}
}
`);
