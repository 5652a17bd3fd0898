namespace RocketControl.Client.Tests.Integration.Support;

/// <summary>Ends a test that would hang. It is far longer than anything takes, so it never decides anything else.</summary>
internal static class Guard
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(25);

    public static async Task Guarded(this Task task) => await task.WaitAsync(Limit);

    public static async Task<T> Guarded<T>(this Task<T> task) => await task.WaitAsync(Limit);
}
