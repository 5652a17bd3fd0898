using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.RocketRide.Http;

/// <summary>Why a handler failed, and where in the server's sources; the message may be empty.</summary>
internal sealed record HandlerFailure(string Message, string File, int Line)
{
    /// <summary>A command that was refused, as the handler's own client reports it.</summary>
    public static HandlerFailure OfCall(string message) => new(message, "client.py", 301);

    /// <summary>A data pipe that failed, as the handler's own client reports it.</summary>
    public static HandlerFailure OfPipe(string message) => new(message, "data.py", 196);

    public JsonObject ToJson() => new() { ["message"] = Message, ["file"] = File, ["lineno"] = Line };
}
