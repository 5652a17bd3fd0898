namespace RocketControl.Client.Emulator;

/// <summary>Faults that the emulator injects on purpose.</summary>
public sealed class RocketRideFaults
{
    internal RocketRideFaults()
    {
    }
}
