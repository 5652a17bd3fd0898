using RocketControl.Client.Transports;

namespace RocketControl.Client.Tests.Faults.Matrix;

/// <summary>An operation of a transport, with the request that it stands and falls with.</summary>
/// <param name="Name">What the user does.</param>
/// <param name="Request">The request, as the proxy names it; <c>{run}</c> and <c>{instance}</c> stand for the run's id and instance.</param>
/// <param name="Kind">Whether it may be repeated.</param>
/// <param name="Timeout">Its deadline.</param>
/// <param name="InvokeAsync">Does it and returns what came of it.</param>
/// <param name="Right">What has to come of it.</param>
internal sealed record MatrixCall(
    string Name, string Request, CallKind Kind, TimeSpan Timeout, Func<MatrixScene, Task<object?>> InvokeAsync, object? Right)
{
    /// <summary>The public members that it stands for, as <c>Type.Member</c>.</summary>
    public required IReadOnlyList<string> Members { get; init; }

    /// <summary>What the client looks for in the answer.</summary>
    public AnswerKind Answer { get; init; }

    /// <summary>Whether the answer is read while it comes.</summary>
    public bool IsStream { get; init; }

    /// <summary>Whether its answer may be silent as long as it likes: in a log, nothing may happen.</summary>
    public bool HasNoLimit { get; init; }

    /// <summary>Whether it may send such a request again of its own accord: for the next piece, or to clean up behind itself.</summary>
    public bool AsksAgain { get; init; }

    /// <summary>What has to be done before, by another client; null for nothing.</summary>
    public Func<IRunTransport, Run, Task>? PrepareAsync { get; init; }

    /// <summary>Whether it is about a run that is over.</summary>
    public bool NeedsEndedRun { get; init; }

    /// <summary>The request of a call about this run.</summary>
    public string RequestOf(Run run) =>
        Request.Replace("{run}", run.Id, StringComparison.Ordinal).Replace("{instance}", run.Instance, StringComparison.Ordinal);

    public override string ToString() => Name;
}
