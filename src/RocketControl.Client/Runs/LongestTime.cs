namespace RocketControl.Client;

/// <summary>The longest times that the timers beneath can measure. Longer ones would fail only when they are needed.</summary>
internal static class LongestTime
{
    public static readonly TimeSpan OfTimeout = TimeSpan.FromDays(24);

    public static readonly TimeSpan OfPause = TimeSpan.FromDays(1);
}
