using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Integration.Support;

/// <summary>Calls that have to fail, and how.</summary>
internal static class Fails
{
    /// <summary>The failure of a call that has to fail with exactly this exception, be it at once or later.</summary>
    public static async Task<TException> With<TException>(Func<Task> call)
        where TException : Exception
    {
        try
        {
            await call().Soon();
        }
        catch (Exception exception) when (exception.GetType() == typeof(TException))
        {
            return (TException)exception;
        }
        catch (Exception exception)
        {
            throw new AssertionException($"Expected {typeof(TException).Name}, but it was {exception}", exception);
        }
        throw new AssertionException($"Expected {typeof(TException).Name}, but the call succeeded.");
    }

    /// <inheritdoc cref="With{TException}"/>
    public static Task<TException> FailsWith<TException>(this Task call)
        where TException : Exception => With<TException>(() => call);

    /// <summary>A cancelled call has to end with the caller's own token.</summary>
    public static async Task IsCancelledBy(this Task call, CancellationToken token)
    {
        try
        {
            await call.Soon();
        }
        catch (OperationCanceledException exception)
        {
            Assert.That(exception.CancellationToken, Is.EqualTo(token), "the token of the exception");
            return;
        }
        throw new AssertionException("Expected the call to be cancelled, but it succeeded.");
    }
}
