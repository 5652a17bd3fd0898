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
    /// <summary>Whether it is about a run that is over.</summary>
    public bool NeedsEndedRun { get; init; }

    public override string ToString() => Name;
}
