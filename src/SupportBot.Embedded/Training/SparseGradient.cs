using System.Numerics.Tensors;

namespace SupportBot.Embedded.Training;

internal sealed class SparseGradient(int rows, int columns)
{
    private readonly Matrix _values = new(rows, columns);
    private readonly bool[] _isTouched = new bool[rows];
    private readonly List<int> _touched = [];

    public IReadOnlyList<int> Touched => _touched;

    public Span<float> this[int row] => _values[row];

    public void Add(int row, ReadOnlySpan<float> gradient)
    {
        if (!_isTouched[row])
        {
            _isTouched[row] = true;
            _touched.Add(row);
        }
        TensorPrimitives.Add(_values[row], gradient, _values[row]);
    }

    public void Clear()
    {
        foreach (var row in _touched)
        {
            _values[row].Clear();
            _isTouched[row] = false;
        }
        _touched.Clear();
    }
}
