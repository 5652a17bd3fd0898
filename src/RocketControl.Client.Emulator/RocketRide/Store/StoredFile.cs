namespace RocketControl.Client.Emulator.RocketRide.Store;

/// <summary>The content of one file. Whoever has it open keeps it after it was deleted, and sees what a later writer makes of it.</summary>
internal sealed class StoredFile
{
    public ReadOnlyMemory<byte> Content { get; set; }

    /// <summary>Unix seconds.</summary>
    public double Modified { get; set; }
}
