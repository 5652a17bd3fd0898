namespace RocketControl.Client.Emulator;

/// <summary>A request that reached the emulator, in the order of arrival; also one that was refused, or that a fault swallowed.</summary>
/// <param name="Number">Counts the requests of the emulator from 1, over all connections and restarts.</param>
/// <param name="ConnectionId">The WebSocket connection, counted from 1 since the server's start; 0 for a request over HTTP.</param>
/// <param name="Command">The command, empty when the request had none, as over HTTP.</param>
/// <param name="Subcommand">The text <c>arguments.subcommand</c>, null when there is none.</param>
/// <param name="ArgumentsJson">The arguments as compact JSON, null when the member is missing; <c>auth</c> shows here what the client sent.</param>
/// <param name="DataLength">
/// The length of a binary frame's payload in bytes, null for a request without one; over HTTP what Content-Length announces, null without that header.
/// </param>
public sealed record ReceivedRequest(
    long Number, int ConnectionId, string Command, string? Subcommand, string? ArgumentsJson, long? DataLength)
{
    /// <summary>Whether a payload came with the request, be it an empty one.</summary>
    public bool HasData => DataLength is not null;

    /// <summary>What came over HTTP; null for a request in a WebSocket frame.</summary>
    public ReceivedHttpRequest? Http { get; init; }
}
