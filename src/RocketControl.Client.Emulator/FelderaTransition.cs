namespace RocketControl.Client.Emulator;

/// <summary>A transition that a pipeline has taken (Feldera protocol §2).</summary>
/// <param name="Pipeline">The pipeline's name at that time.</param>
/// <param name="Level">The state machine.</param>
/// <param name="From">The status before, as on the wire; null for none, as of a process that did not exist.</param>
/// <param name="To">The status afterwards; null for none.</param>
/// <param name="Cause">Why, in a few words that do not change, such as <c>start</c>, <c>force stop</c> or <c>provisioning timeout</c>.</param>
/// <param name="At">When, by the emulator's clock.</param>
public sealed record FelderaTransition(string Pipeline, FelderaTransitionLevel Level, string? From, string? To, string Cause, DateTimeOffset At)
{
    /// <summary>The transition in one line.</summary>
    public override string ToString() => $"{Level}: {From ?? "(none)"} -> {To ?? "(none)"} ({Cause})";
}
