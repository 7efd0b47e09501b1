// Stands in for @vscode/native-watchdog, which needs compiling: the extension host ends when the server is gone.
exports.start = (pid) => {
  setInterval(() => {
    try {
      process.kill(pid, 0);
    } catch {
      process.exit(87);
    }
  }, 3000).unref();
};
exports.exit = (code) => process.exit(code ?? 0);
