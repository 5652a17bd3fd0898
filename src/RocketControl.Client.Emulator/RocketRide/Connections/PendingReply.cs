using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Commands;
using RocketControl.Client.Emulator.RocketRide.Framing;

namespace RocketControl.Client.Emulator.RocketRide.Connections;

/// <summary>A reply that has everything but its place on the wire.</summary>
internal sealed record PendingReply(RequestOrigin Origin, CommandReply? Reply, CommandException? Failure)
{
    /// <summary>Whether the connection is closed normally once the reply is out.</summary>
    public bool ThenClose { get; init; }

    public ReadOnlyMemory<byte>? Data => Reply?.Data;

    /// <summary>A failure with this text instead.</summary>
    public PendingReply AsFailure(string message, bool thenClose) =>
        new(Origin, null, new CommandException(message, "task_conn.py", 311)) { ThenClose = thenClose };

    public JsonObject ToEnvelope(long sequence)
    {
        if (Failure is not null)
            return OutboundEnvelope.Failure(sequence, Origin, Failure);
        JsonObject? body = Reply!.Body is { Parent: not null } shared ? shared.DeepClone().AsObject() : Reply.Body;
        return OutboundEnvelope.Success(sequence, Origin, Reply with { Body = body });
    }
}
