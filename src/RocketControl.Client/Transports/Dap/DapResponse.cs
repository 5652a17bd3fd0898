namespace RocketControl.Client.Transports.Dap;

/// <summary>A reply, copied out of its frame.</summary>
internal sealed class DapResponse
{
    /// <summary>Counts up with each frame, so that a reply and an event can be told older from newer.</summary>
    public required long Arrival { get; init; }

    public required long RequestSeq { get; init; }

    public required bool Success { get; init; }

    public string? Command { get; init; }

    /// <summary>The error text; may be empty, is null when the reply had none.</summary>
    public string? Message { get; init; }

    public string? Code { get; init; }

    public ServerTrace? Trace { get; init; }

    /// <summary>The JSON of <c>body</c>; empty when the reply had none (a null body counts as none).</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>What the session's <see cref="BodyReader"/> made of the body; null when it made nothing.</summary>
    public object? Content { get; init; }

    /// <summary>The bytes behind the header of a binary frame.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }
}
