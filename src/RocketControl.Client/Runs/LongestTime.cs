namespace RocketControl.Client;

/// <summary>The longest times that can be measured beneath. Longer ones would fail only when they are needed.</summary>
internal static class LongestTime
{
    /// <summary>What a timer takes.</summary>
    public static readonly TimeSpan OfTimeout = TimeSpan.FromDays(49);

    /// <summary>What the libraries take for a pause between two attempts, and for one attempt to connect.</summary>
    public static readonly TimeSpan OfAttempt = TimeSpan.FromDays(1);
}
