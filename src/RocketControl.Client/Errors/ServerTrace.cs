namespace RocketControl.Client;

/// <summary>The place in the server's source that reported an error (RocketRide protocol §2.1).</summary>
/// <param name="File">The base name of the source file.</param>
/// <param name="Line">The line, or null when it was not told.</param>
public sealed record ServerTrace(string File, int? Line);
