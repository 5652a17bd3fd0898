namespace RunDashboard.Http;

/// <summary>The form that feeds a run.</summary>
/// <param name="Types">The MIME types to choose from; empty where nothing can be sent.</param>
/// <param name="Example">What is in it at first.</param>
/// <param name="Target">What the part of a run is called that data goes to; null when there is no choice.</param>
internal sealed record SendView(IReadOnlyList<string> Types, string Example, string? Target);
