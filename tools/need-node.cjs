// Runs on any Node, before the TypeScript that old ones cannot read.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error(
    'Suetrong needs Node 24 or newer; this is Node ' +
      process.versions.node +
      '.\n' +
      '- Linux and Windows on x64, Linux on arm64: run "npm install" here and start with "npm start";\n' +
      '  the right Node comes with the project (if it was left out, run "npm install --include=optional").\n' +
      '- Elsewhere (macOS): install Node 24 from https://nodejs.org, then run "npm start" again.',
  );
  process.exit(1);
}
