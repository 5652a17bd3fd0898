using System.Text.Json;

namespace RocketControl.Client.Transports.Dap;

/// <summary>A request to be: its command, its arguments and, for a binary frame, its payload.</summary>
/// <param name="Command">The command's name.</param>
/// <param name="WriteArguments">Writes the members of <c>arguments</c>; null leaves <c>arguments</c> out. Must not write <c>data</c>.</param>
/// <param name="Payload">Bytes that travel behind the header; null makes a text frame.</param>
internal sealed record DapRequest(string Command, Action<Utf8JsonWriter>? WriteArguments = null, ReadOnlyMemory<byte>? Payload = null)
{
    /// <summary>Takes a successful reply that comes after the caller gave up; null leaves it to the session's own. Runs on the reader: quick, and never throws.</summary>
    public Action<DapResponse>? OnLateReply { get; init; }

    /// <summary>Whether it may still be sent when the session is about to end.</summary>
    public bool IsFarewell { get; init; }
}
