using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.Feldera.Runtime;

/// <summary>Why a process cannot be suspended or checkpointed, for good or for now (Feldera protocol §4).</summary>
internal sealed record SuspendErrors(IReadOnlyList<string> Permanent, IReadOnlyList<string> Temporary)
{
    /// <summary>The member <c>suspend_error</c>; null when nothing is in the way.</summary>
    public JsonObject? ToJson()
    {
        if (Permanent.Count > 0)
            return new JsonObject { [nameof(Permanent)] = List(Permanent) };
        return Temporary.Count > 0 ? new JsonObject { [nameof(Temporary)] = List(Temporary) } : null;
    }

    public static JsonArray List(IReadOnlyList<string> errors) => [.. errors.Select(error => JsonValue.Create(error))];
}
