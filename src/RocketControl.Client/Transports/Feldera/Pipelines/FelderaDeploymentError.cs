using System.Text.Json;

namespace RocketControl.Client.Transports.Feldera;

/// <summary>What made a run of a pipeline end; it stays until it is dismissed (Feldera protocol §2, §4).</summary>
/// <param name="Code">The server's code, for example <c>RuntimeError.WorkerPanic</c>; empty when it gives none.</param>
/// <param name="Message">The server's words.</param>
public sealed record FelderaDeploymentError(string Code, string Message)
{
    /// <summary>What the server adds, for example a compiler's output; of kind <see cref="JsonValueKind.Undefined"/> for nothing.</summary>
    public JsonElement Details { get; init; }

    /// <summary>Whether this is the same error: a new one means that something new went wrong.</summary>
    internal bool IsSameAs(FelderaDeploymentError? other) => other is not null && Code == other.Code && Message == other.Message;

    internal static FelderaDeploymentError? Read(JsonElement? error) => error is { ValueKind: JsonValueKind.Object } known
        ? new FelderaDeploymentError(known.Text("error_code"u8) ?? "", known.Text("message"u8) ?? "") { Details = known.Member("details"u8) ?? default }
        : null;

    /// <summary>Code and message.</summary>
    public override string ToString() => Code.Length == 0 ? Message : $"{Code}: {Message}";
}
