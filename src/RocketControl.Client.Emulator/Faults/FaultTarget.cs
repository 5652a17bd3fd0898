namespace RocketControl.Client.Emulator.Faults;

/// <summary>What a fault strikes: the subjects that match, but for the first <paramref name="Skip"/>, and <paramref name="Times"/> of them (null: all).</summary>
internal sealed record FaultTarget<TSubject>(Predicate<TSubject> Matches, int Skip = 0, int? Times = null);
