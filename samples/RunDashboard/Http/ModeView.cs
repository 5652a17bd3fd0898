namespace RunDashboard.Http;

/// <summary>A way to end a run.</summary>
/// <param name="Id">What it is sent as.</param>
/// <param name="Label">What it is called.</param>
/// <param name="IsOffered">Whether the system has it.</param>
/// <param name="Meaning">What happens; where it is not offered, why not.</param>
internal sealed record ModeView(string Id, string Label, bool IsOffered, string Meaning);
