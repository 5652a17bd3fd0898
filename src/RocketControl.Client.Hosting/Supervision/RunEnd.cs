namespace RocketControl.Client.Hosting.Supervision;

/// <summary>How a run was found to be over.</summary>
/// <param name="Status">Its last status; null when the server has forgotten it.</param>
/// <param name="Cause">What the server said instead.</param>
internal sealed record RunEnd(RunStatus? Status, Exception? Cause);
