namespace RocketControl.Client.Emulator;

/// <summary>Which of the two known process managers is emulated (process protocol §1).</summary>
public enum ProcessManagerDialect
{
    /// <summary>Dialect A, the documented one: a signal is sent, and nobody waits for what comes of it.</summary>
    Documented,

    /// <summary>Dialect B: terminate waits for a second, then kills; and there are routes to list, ask, pause and resume.</summary>
    Extended,
}
