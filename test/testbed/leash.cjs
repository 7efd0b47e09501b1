// Loaded into the VS Code server before its own code: when the test run that started it is gone, however it went
// (even by SIGKILL), the server and all its children go too.
const parent = process.ppid;

setInterval(() => {
  if (process.ppid === parent) return;
  try {
    process.kill(-process.pid, 'SIGKILL');
  } catch {
    // Not the leader of a process group: a child of the server, which has inherited the option that loads this file.
    process.exit(87);
  }
}, 1000).unref();
