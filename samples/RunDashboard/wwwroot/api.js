// Asks the dashboard's server. A failure is an Error whose message can be shown as it is.
export async function ask(method, path, body) {
  let response;
  try {
    response = await fetch(`api/${path}`, {
      method,
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new Error("The dashboard does not answer. Whether this was done shows when the connection is back.");
  }
  if (!response.ok) {
    const error = await response.json().catch(() => null);
    throw new Error(error?.message ?? `The dashboard answered ${response.status}.`);
  }
  return response.status === 204 ? null : response.json();
}

export const runPath = (run, action) => `runs/${encodeURIComponent(run.id)}/${action}`;
