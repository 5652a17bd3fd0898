using System.Text.Json;
using RocketControl.Client.Transports.Http;

namespace RocketControl.Client.Transports.Feldera;

/// <summary>What to ask a Feldera server.</summary>
/// <param name="Operation">What the user is doing, for the exceptions.</param>
/// <param name="Method">The method.</param>
/// <param name="Path">The path, escaped, without a leading slash; see <see cref="FelderaPath"/>.</param>
internal sealed record FelderaRequest(RunOperation Operation, HttpMethod Method, string Path)
{
    /// <summary>The pipeline that it is about, for messages; null for none.</summary>
    public string? Pipeline { get; init; }

    /// <summary>Makes the body, anew for each attempt.</summary>
    public Func<HttpContent>? Body { get; init; }

    /// <summary>The deadline over all attempts; null for <see cref="RunTransportOptions.CallTimeout"/>. Infinite for none but the
    /// caller's, only where nothing is repeated.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Which answers count beside the successes; null for none.</summary>
    public Func<HttpReply, bool>? IsAnswer { get; init; }

    /// <summary>What kind of JSON the answer is, where it is looked into.</summary>
    public JsonValueKind Answer { get; init; } = JsonValueKind.Object;

    /// <summary>Whether it may have done something when its answer makes no sense.</summary>
    public bool MayHaveEffect => Method != HttpMethod.Get || Repetition != FelderaRepetition.Always;

    public FelderaRepetition Repetition { get; init; } = FelderaRepetition.Always;

    public static FelderaRequest Get(RunOperation operation, string path, string? pipeline = null) => new(operation, HttpMethod.Get, path) { Pipeline = pipeline };

    public static FelderaRequest Post(RunOperation operation, string path, string? pipeline = null) => new(operation, HttpMethod.Post, path) { Pipeline = pipeline };
}
