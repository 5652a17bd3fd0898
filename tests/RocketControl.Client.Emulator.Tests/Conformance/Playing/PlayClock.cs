using RocketControl.Client.Emulator.Tests.Time;

namespace RocketControl.Client.Emulator.Tests.Conformance.Playing;

/// <summary>Moves the emulator's time on, one timer at a time, and lets the emulator finish what each timer started.</summary>
/// <param name="clock">The emulator's clock.</param>
/// <param name="settle">Ends when everything that the emulator had to say has arrived.</param>
internal sealed class PlayClock(ManualTimeProvider clock, Func<Task> settle)
{
    /// <summary>How often to look again for something that takes no emulated time.</summary>
    private const int Glances = 50;

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Moves on to a time; does nothing when that has passed.</summary>
    public async Task AdvanceToAsync(DateTimeOffset target)
    {
        while (clock.FireNext(target))
            await settle();
        clock.AdvanceTo(target);
    }

    /// <summary>Looks a few times without moving on.</summary>
    public async Task<bool> GlanceAsync(Func<bool> done)
    {
        for (int glance = 0; glance < Glances && !done(); glance++)
        {
            await settle();
            await Task.Yield();
        }

        return done();
    }

    /// <summary>Moves on until something has happened, at most to the limit.</summary>
    public async Task AdvanceUntilAsync(Func<bool> done, DateTimeOffset limit)
    {
        await settle();
        while (!done() && clock.FireNext(limit))
            await settle();
    }
}
