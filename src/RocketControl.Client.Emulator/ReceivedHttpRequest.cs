namespace RocketControl.Client.Emulator;

/// <summary>The head of a request that reached the emulator over HTTP.</summary>
/// <param name="Method">The method, such as <c>POST</c>.</param>
/// <param name="Path">The path without the query, percent-decoded.</param>
/// <param name="Query">The query as it came, with its question mark; empty when there is none.</param>
/// <param name="Headers">The headers, <c>Authorization</c> included; several of the same name are joined by commas. Names are case-insensitive.</param>
public sealed record ReceivedHttpRequest(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers);
