using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Integration.Support;

internal static class PassingTime
{
    /// <summary>
    /// Lets time pass until a call has ended to which no answer comes any more, however many timers it takes. Only for calls that nothing but time can end.
    /// </summary>
    /// <param name="time">The clock.</param>
    /// <param name="call">The call.</param>
    /// <param name="longest">The longest timer that counts.</param>
    public static async Task PassUntilEndedAsync(this ManualTimeProvider time, Task call, TimeSpan longest)
    {
        while (!call.IsCompleted)
        {
            await Task.WhenAny(call, time.WhenArmedAsync(due => due <= longest)).Soon();
            if (!call.IsCompleted)
                time.Advance(longest);
        }
    }
}
