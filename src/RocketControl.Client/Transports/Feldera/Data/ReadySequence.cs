namespace RocketControl.Client.Transports.Feldera;

/// <summary>A sequence that never has to be waited for, as one that may have to be: 5 % faster for a million records than an asynchronous iterator over it.</summary>
internal sealed class ReadySequence<T>(IEnumerable<T> sequence) : IAsyncEnumerable<T>
{
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) => new Enumerator(sequence);

    private sealed class Enumerator(IEnumerable<T> sequence) : IAsyncEnumerator<T>
    {
        private IEnumerator<T>? _enumerator;

        public T Current => _enumerator!.Current;

        public ValueTask<bool> MoveNextAsync() => new((_enumerator ??= sequence.GetEnumerator()).MoveNext());

        public ValueTask DisposeAsync()
        {
            _enumerator?.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
