namespace RocketControl.Client.Tests.Support;

/// <summary>Bounds every wait of a test in real time, so that a bug fails it instead of hanging it. Never used to let time pass.</summary>
internal static class Guard
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static Task Soon(this Task task) => task.WaitAsync(Limit);

    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(Limit);

    public static Task Soon(this ValueTask task) => task.AsTask().WaitAsync(Limit);

    public static Task<T> Soon<T>(this ValueTask<T> task) => task.AsTask().WaitAsync(Limit);

    /// <summary>What the task fails with. Fails the test when it succeeds, or fails in another way.</summary>
    public static async Task<TException> FailureAsync<TException>(this Task task)
        where TException : Exception
    {
        try
        {
            await task.Soon();
        }
        catch (TException exception)
        {
            return exception;
        }
        throw new AssertionException($"The task did not fail with {typeof(TException).Name} but succeeded.");
    }
}
