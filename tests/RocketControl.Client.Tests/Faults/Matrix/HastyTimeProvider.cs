namespace RocketControl.Client.Tests.Faults.Matrix;

/// <summary>The system's clock, but the pauses between two looks are a hundredth of what they are; deadlines are as long as ever.</summary>
internal sealed class HastyTimeProvider : TimeProvider
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(3);

    public static HastyTimeProvider Instance { get; } = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime > TimeSpan.Zero && dueTime < LongestPause ? dueTime / 100 : dueTime, period);
}
